"""What readers read is summed once, by the paper's day, and shown to the newsroom."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from broadsheet.newsroom import actions
from broadsheet.newsroom.planning.actions import pitch
from broadsheet.press.store import visits as kept
from broadsheet.press.visits import Visit
from broadsheet.press.work import Press
from broadsheet.readership import tasks
from broadsheet.readership.models import TakenIn, Visits
from tests.factories import a_draft, a_paper, a_section, a_story, desk_of, pru, rosa
from tests.press.conftest import press

__all__ = ["press"]

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
"""Half past nine in the evening of the first of March, by the paper's clock (New York)."""

HOUR = timedelta(hours=1)
REPORT = "/-/desk/reports/readers/"


def visited(press: Press, *visits: tuple[str, str, int], at: datetime = NIGHT) -> None:
    """Have a server hand over that these paths were opened."""
    quarter = int(at.timestamp()) // 900
    counted: Counter[Visit] = Counter()
    for path, host, times in visits:
        counted[quarter, path, host] += times
    kept.put(press.store.database, counted)


def test_visits_are_summed_by_story_day_and_site_and_each_once(press: Press) -> None:
    a_paper()
    ferry, tides = a_story("A ferry"), a_story("Tides")
    press.print_all()
    visited(press, (ferry.address, "", 3), (ferry.address, "news.example.org", 1), ("/", "", 2))
    visited(press, (ferry.address, "", 4), (tides.address, "", 1), ("/world/", "", 5))
    assert tasks.count_visits() == 2
    assert tasks.count_visits() == 0
    sums = {(each.story, each.host): each.times for each in Visits.objects.all()}
    assert sums == {
        (ferry, ""): 7, (ferry, "news.example.org"): 1, (tides, ""): 1, (None, ""): 7,
    }  # fmt: skip
    assert {each.day for each in Visits.objects.all()} == {date(2026, 3, 1)}, "the paper's day"


def test_a_kill_before_a_batch_goes_counts_nothing_twice(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_paper()
    press.print_all()
    visited(press, ("/", "", 2))

    def killed(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(kept, "forget", killed)
        with pytest.raises(KeyboardInterrupt):
            tasks.count_visits()
    assert tasks.count_visits() == 0
    assert (Visits.objects.get().times, TakenIn.objects.count()) == (2, 1)
    assert kept.waiting(press.store.database, 5) == []


def test_the_newsroom_sees_what_was_read_and_of_what_is_public_alone(press: Press) -> None:
    with time_machine.travel(NIGHT, tick=False):
        a_paper()
        city = a_section("City")
        ferry, gone = a_story("A <b>ferry</b>", section=city), a_story("Gone by now")
        press.print_all()
        visited(press, (ferry.address, "news.example.org", 12), (gone.address, "", 30))
        tasks.count_visits()
        actions.withdraw(story=gone)
        desk = desk_of(rosa())
        page = desk.get(REPORT).content.decode()
        for words in ("<strong>42</strong> pages opened", "A &lt;b&gt;ferry&lt;/b&gt;", "City",
                      "news.example.org", "<figure>"):  # fmt: skip
            assert words in page
        assert "Gone by now" not in page
        story = desk.get(f"{REPORT}{ferry.pk}/?days=1").content.decode()
        assert "<strong>12</strong> pages opened" in story
        assert "<figure>" not in story, "of one day there is no plot"
        actions.publish(story=a_draft("Tomorrow"), at=NIGHT + 3 * HOUR)
        actions.publish(story=a_draft("Next week"), at=NIGHT + 99 * HOUR)
        for title, hours in (("Quay", 1), ("Mole", -1), ("Tower", 48)):
            pitch(working_title=title, by=rosa(), section=city, due_at=NIGHT + hours * HOUR)
        day = desk.get("/-/desk/").content.decode()
        told = dict(re.findall(r"<div><dt>(?:<a [^>]*>)?([^<]*).*?<dd>(\d+)</dd>", day))
        assert told == {
            "plans due today": "2", "plans overdue": "1", "published today": "1",
            "scheduled in 24 hours": "1", "corrected this month": "0", "pages opened today": "42",
        }  # fmt: skip
        assert "Read most today" in day
        assert f'href="{REPORT}{ferry.pk}/?days=1"' in day


def test_nobody_learns_there_of_a_draft_that_isnt_theirs(press: Press) -> None:
    draft = a_draft("Secret")
    draft.owner = pru()
    draft.save()
    answer = desk_of(rosa()).get(f"{REPORT}{draft.pk}/", follow=True)
    assert "Secret" not in answer.content.decode()


def test_a_paper_that_counts_nothing_says_so(press: Press, settings: Any) -> None:
    a_paper()
    press.print_all()
    settings.BROADSHEET = replace(settings.BROADSHEET, count_visits=False)
    visited(press, ("/", "", 2))
    assert tasks.count_visits() == 0
    assert "Nothing is counted" in desk_of(pru()).get(REPORT).content.decode()
    assert "pages opened today" not in desk_of(pru()).get("/-/desk/").content.decode()


@pytest.mark.sqlite
def test_a_store_that_an_older_version_made_is_completed(press: Press) -> None:
    a_paper()
    press.print_all()
    with press.store.database.transaction(write=True):
        press.store.database.rows("DROP TABLE visit")
    assert tasks.count_visits() == 0
    visited(press, ("/", "", 2))
    assert tasks.count_visits() == 1
