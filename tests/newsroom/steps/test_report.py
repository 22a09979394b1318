"""Who holds what, and for how long: on its own page, and on one's dashboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.staff.models import User
from tests.factories import (
    a_draft,
    a_round,
    a_section,
    a_way,
    cora,
    desk_of,
    dina,
    ed,
    passed,
    pru,
    rosa,
    tom,
)

pytestmark = pytest.mark.django_db

REPORT = "/-/desk/reports/steps/"
MORNING = datetime(2026, 3, 2, 14, tzinfo=UTC)
"""Nine o'clock in New York."""


def at_desk(title: str, **fields: Any) -> Story:
    story = a_draft(title, **{"owner": rosa(), **fields})
    a_round(story)
    return story


def rows(who: User, question: str = "") -> dict[str, str]:
    """Return what the report says to somebody: each story's line by its title."""
    page = BeautifulSoup(desk_of(who).get(REPORT + question).content, "html.parser")
    lines = page.select("table")[0].select("tbody tr") if page.select("table") else []
    return {each.select_one("td a").text: " ".join(each.get_text(" ").split()) for each in lines}  # type: ignore[union-attr]


def test_the_report_says_where_each_story_is_since_when_and_with_whom() -> None:
    a_way()
    a_way(a_section("Culture"))
    dina(a_section())
    with time_machine.travel(MORNING, tick=False):
        passed(at_desk("At copy"), ed())
        at_desk("At the desk", section=a_section("Culture"))
    with time_machine.travel(MORNING + timedelta(hours=2), tick=False):
        sent = at_desk("Sent back")
        sent.current_workflow_task_state.reject(user=ed(), comment="Who says so?")
        passed(at_desk("Passed"))
    with time_machine.travel(MORNING + timedelta(hours=3), tick=False):
        locked = Story.objects.get(title="At copy")
        locked.locked, locked.locked_by = True, cora()
        locked.save()
        EditingSession.objects.create(
            user=ed(),
            content_type=ContentType.objects.get_for_model(Page),
            object_id=sent.pk,
            last_seen_at=MORNING + timedelta(hours=3),
        )
        told, step = rows(pru()), rows(pru(), "?step=Copy")
        mine, culture = (
            rows(cora(), "?step=mine"),
            rows(dina(), f"?section={a_section('Culture').pk}"),
        )
    assert list(told) == ["At copy", "At the desk", "Sent back", "Passed"], "Longest first."
    assert (
        "World Copy 03/02/2026 9 a.m. for 3 hours Copy editor you locked by Cora" in told["At copy"]
    )
    assert "Culture Desk 03/02/2026 9 a.m. for 3 hours Managing editors" in told["At the desk"]
    assert "Who says so?" in told["Sent back"]
    assert "Sent back by Desk" in told["Sent back"]
    assert "Rosa open: Ed" in told["Sent back"]
    assert "Ready" in told["Passed"]
    assert "World desk" in told["Passed"]
    assert list(step) == list(mine) == ["At copy"]
    assert list(culture) == ["At the desk"]


def test_what_was_skipped_is_told_with_the_reason() -> None:
    a_way()
    story = a_draft("Quake", owner=rosa())
    actions.skip_steps(story=story, by=pru(), reason="The bridge is down.")
    page = desk_of(ed()).get(REPORT).content.decode()
    assert "Steps skipped in the last 30 days" in page
    assert "The bridge is down." in page
    assert "Ready" in rows(ed())["Quake"]
    actions.publish(story=Story.objects.get(pk=story.pk))
    assert "The bridge is down." in desk_of(ed()).get(REPORT).content.decode()


def test_somebody_is_told_of_no_story_that_they_may_not_read() -> None:
    a_way()
    at_desk("Of Rosa")
    at_desk("Of Tom", owner=tom())
    skipped = a_draft("Secret", owner=pru())
    actions.skip_steps(story=skipped, by=pru(), reason="Hush.")
    assert list(rows(rosa())) == ["Of Rosa"]
    assert list(rows(tom())) == ["Of Tom"]
    for who in (rosa(), tom()):
        assert "Hush" not in desk_of(who).get(REPORT).content.decode()


def test_the_dashboard_says_whose_turn_it_is_and_to_nobody_else() -> None:
    a_way()
    at_desk("The harbour")
    home = {who.first_name: desk_of(who).get("/-/desk/").content.decode() for who in (ed(), cora())}
    assert "Your turn" in home["Ed"]
    assert "at Desk for" in home["Ed"]
    assert "Your turn" not in home["Cora"]


@pytest.mark.sqlite
def test_more_stories_cost_no_more_questions() -> None:
    a_way()
    dina()
    at_desk("First")
    passed(at_desk("Another"))
    desk = desk_of(dina())
    for address in (REPORT, "/-/desk/"):
        desk.get(address)
        with CaptureQueriesContext(
            connection,
        ) as few:
            desk.get(address)
        for number in range(2):
            at_desk(f"More {number}")
            passed(at_desk(f"Passed {number}"))
        with CaptureQueriesContext(connection) as many:
            desk.get(address)
        assert len(many) == len(few), address
