"""A front can be seen as it stood, and as it will stand, without anything happening."""

from __future__ import annotations

import html
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from broadsheet.fronts import actions
from broadsheet.fronts import tasks as fronts
from broadsheet.fronts.standing import as_of
from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom import tasks
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import published
from broadsheet.press.models import Note
from tests.factories import (
    a_draft,
    a_section,
    a_story,
    an_update,
    desk_of,
    max_reads,
    poison,
    pru,
    rosa,
)
from tests.noon import HOUR, NOON, moved

__all__ = ["moved"]

pytestmark = pytest.mark.django_db


def front_at(moment: datetime, **more: Any) -> str:
    """Return the home page as the desk sees it at a moment."""
    local = moment - timedelta(hours=5)
    asked = {"at": f"{local:%Y-%m-%d %H:%M}", **more}
    answer = desk_of(pru()).get(reverse("front_at_a_moment"), asked)
    assert "no-store" in answer["Cache-Control"]
    return html.unescape(answer.content.decode())


def main_of(page: str) -> str:
    return page[page.index('<main id="main">') : page.index("</main>")]


def test_a_coming_front_is_the_one_that_readers_then_get(moved: Any) -> None:
    a_story("Today")
    late = a_draft("Tonight")
    newsroom.publish(story=late, at=NOON + HOUR)
    release = actions.plan_release(name="Morning")
    actions.put_in(release=release, what=a_draft("Tomorrow"))
    actions.set_hour(release=release, at=NOON + 2 * HOUR)
    ending = a_story("Ends soon")
    ending.expire_at = NOON + HOUR
    newsroom.publish(story=ending)
    Note.objects.all().delete()
    seen = {hours: front_at(NOON + hours * HOUR) for hours in (0.5, 1, 2)}
    assert not Note.objects.exists()
    assert set(published().values_list("title", flat=True)) == {"Today", "Ends soon"}
    assert "As this front will stand on" in seen[1]
    assert "Tonight" not in seen[0.5]
    assert "Ends soon" not in main_of(seen[1])
    assert "Tomorrow" not in seen[1]
    for hours in (1, 2):
        moved.move_to(NOON + hours * HOUR)
        for chore in (tasks.publish_due, fronts.release_due, tasks.withdraw_expired):
            chore()
        now = html.unescape(max_reads().get("/").content.decode())
        assert main_of(now) == main_of(seen[hours])


def test_what_would_not_come_out_is_said() -> None:
    bad = a_draft("Bad")
    newsroom.publish(story=bad, at=NOON + HOUR)
    poison(bad, until=NOON + 9 * HOUR)
    assert "Would not come out: Bad: “Bad” is embargoed until" in front_at(NOON + HOUR)


def test_a_past_front_is_the_one_that_readers_then_got(moved: Any) -> None:
    kept, changed, gone = a_story("Kept"), a_story("Before"), a_story("Gone since")
    actions.arrange(section=None, picks={"front": [changed]})
    then = html.unescape(max_reads().get("/").content.decode())
    moved.move_to(NOON + HOUR)
    changed.title = "After"
    newsroom.publish(story=changed, change=an_update())
    newsroom.withdraw(story=gone)
    newest = a_story("Newest")
    actions.arrange(section=None, picks={"front": [newest]})
    seen = front_at(NOON + timedelta(minutes=1))
    assert "As this front stood on" in seen
    assert main_of(seen) == main_of(then)
    assert set(published().values_list("title", flat=True)) == {"Kept", "After", "Newest"}
    assert kept.title in main_of(seen)


def test_sections_have_moments_too(moved: Any) -> None:
    world = a_section("World")
    newsroom.publish(story=a_draft("Tonight", section=world), at=NOON + HOUR)
    assert "Tonight" in front_at(NOON + HOUR, front=world.pk)


def test_nobody_else_sees_a_moment_and_nothing_of_it_stays() -> None:
    story = a_draft("Tonight")
    newsroom.publish(story=story, at=NOON + HOUR)
    with as_of(NOON + HOUR):
        assert published().get().title == "Tonight"
    assert not published().exists()
    assert Story.objects.get().address is None


def test_reporters_look_at_no_coming_front() -> None:
    answer = desk_of(rosa()).get(reverse("front_at_a_moment"), {"at": "2026-03-02 13:00"})
    assert answer.status_code == 302
