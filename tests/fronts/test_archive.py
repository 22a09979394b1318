"""The archive by days and months, and the page of corrections."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from broadsheet.newsroom import actions
from tests.factories import a_paper, a_story, max_reads

pytestmark = pytest.mark.django_db

MARCH = "2026-03-31T23:30:00-04:00"


def test_a_month_is_the_papers_own_month() -> None:
    with time_machine.travel(MARCH, tick=False):
        a_story("The last of March in New York")
        html = max_reads().get("/2026/03/").content.decode()
    assert "The last of March in New York" in html
    assert "March 2026" in html
    assert max_reads().get("/2026/04/").status_code == 404


@pytest.mark.parametrize("address", ["/2026/13/", "/0000/01/", "/2026/02/30/", "/9999/12/"])
def test_a_month_that_no_calendar_has_is_not_found(address: str) -> None:
    a_paper()
    assert max_reads().get(address).status_code == 404


def test_corrections_are_listed_newest_first_with_their_stories() -> None:
    a_story("Old", body=[_correction(date(2026, 1, 5), "It was four boats.")])
    a_story("New", body=[_correction(date(2026, 2, 5), "It was five boats.")])
    a_story("Right from the start")
    html = max_reads().get("/corrections/").content.decode()
    main = html[html.index('<main id="main">') : html.index("</main>")]
    assert main.index("five boats") < main.index("four boats")
    assert "Old" in main


def test_a_withdrawn_storys_correction_is_gone_too() -> None:
    story = a_story(body=[_correction(date(2026, 1, 5), "It was four boats.")])
    actions.withdraw(story=story)
    assert "four boats" not in max_reads().get("/corrections/").content.decode()


def _correction(day: date, text: str) -> tuple[str, dict[str, object]]:
    return ("correction", {"kind": "correction", "date": day, "text": f"<p>{text}</p>"})
