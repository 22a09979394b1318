"""What is released goes live at one moment, together or not at all."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from broadsheet.fronts import actions, tasks
from broadsheet.fronts.models import Front, Pick, Release
from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import published
from tests.factories import a_draft, a_story, an_update, desk_of, max_reads, poison, pru, rosa

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def moved() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as machine:
        yield machine


def a_release(*what: Story | Front, at: datetime | None = None) -> Release:
    release = actions.plan_release(name="The budget", by=pru())
    for each in what:
        actions.put_in(release=release, what=each, by=pru())
    if at:
        actions.set_hour(release=release, at=at)
    return release


def a_front_with(*stories: Story) -> Front:
    """The home page's front, with a draft in which these are picked."""
    front = actions.arrange(section=None, picks={})
    front.picks = [
        Pick(story=story, place="front", sort_order=n) for n, story in enumerate(stories)
    ]
    front.save_revision()
    return front


def headlines() -> set[str]:
    return set(published().values_list("title", flat=True))


def test_stories_and_a_front_go_live_together() -> None:
    stories = [a_draft("The budget"), a_draft("What it costs")]
    release = a_release(*stories, a_front_with(*stories))
    assert headlines() == set()
    actions.release_now(release=release, by=pru())
    assert headlines() == {"The budget", "What it costs"}
    front = max_reads().get("/").content.decode()
    assert front.index("The budget") < front.index("What it costs")


@pytest.mark.parametrize("wrong", ["text", "held", "hour", "newer"])
def test_one_that_may_not_go_out_keeps_all_back_and_is_named(wrong: str) -> None:
    good, bad = a_draft("Good"), a_draft("Bad", **({"body": []} if wrong == "text" else {}))
    if wrong == "hour":
        newsroom.publish(story=bad, at=NOON + 3 * HOUR)
        bad.refresh_from_db()
    release = a_release(good, bad)
    if wrong == "held":
        newsroom.put_in_drawer(story=bad)
    if wrong == "newer":
        with time_machine.travel(NOON + HOUR / 2, tick=False):
            newsroom.publish(story=Story.objects.get(pk=bad.pk))
    before = headlines()
    with pytest.raises(ValidationError, match="“Bad”"):
        actions.release_now(release=release, by=pru())
    with pytest.raises(ValidationError, match="“Bad”"):
        actions.set_hour(release=release, at=NOON + HOUR)
    assert headlines() == before
    assert "Good" not in before


def test_a_failure_in_the_middle_leaves_nothing_public(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_draft("First"), a_draft("Second")
    release = a_release(first, second)
    usual = Story.save

    def save(self: Story, *args: Any, **kwargs: Any) -> None:
        usual(self, *args, **kwargs)
        if self.live and self.title == "Second":
            raise OSError("The disk is full.")

    monkeypatch.setattr(Story, "save", save)
    with pytest.raises(OSError, match="full"):
        actions.release_now(release=release, by=pru())
    monkeypatch.undo()
    assert headlines() == set()
    actions.release_now(release=release, by=pru())
    assert headlines() == {"First", "Second"}


def test_a_release_goes_out_at_its_hour_and_once(moved: Any) -> None:
    release = a_release(a_draft("The budget"), at=NOON + HOUR)
    moved.move_to(NOON + HOUR - timedelta(seconds=1))
    assert tasks.release_due() == 0
    moved.move_to(NOON + HOUR)
    assert (tasks.release_due(), tasks.release_due()) == (1, 0)
    assert headlines() == {"The budget"}
    with pytest.raises(ValidationError, match="It is out"):
        actions.release_now(release=release)


def test_one_that_fails_at_its_hour_says_why_and_stops_no_other(moved: Any) -> None:
    bad = a_draft("Bad")
    failing = a_release(bad, at=NOON + HOUR)
    a_release(a_draft("Good"), at=NOON + HOUR)
    poison(bad, until=NOON + 9 * HOUR)
    moved.move_to(NOON + HOUR)
    assert tasks.release_due() == 1
    assert headlines() == {"Good"}
    failing.refresh_from_db()
    assert "is embargoed until" in failing.problem
    page = desk_of(pru()).get(reverse("releases")).content.decode()
    assert "It could not go out:" in page


def test_what_is_saved_after_it_was_put_in_stays_behind_until_it_is_taken() -> None:
    story = a_draft("As agreed")
    release = a_release(story)
    with time_machine.travel(NOON + HOUR / 2, tick=False):
        story.title = "Half a sen"
        newsroom.save_draft(story=story)
    address = reverse("release", args=[release.pk])
    desk = desk_of(pru())
    assert "was saved since it was put in" in html.unescape(desk.get(address).content.decode())
    desk.post(address, {"act": "release"})
    assert headlines() == {"As agreed"}


def test_the_desk_makes_fills_and_releases_one() -> None:
    story, desk = a_draft("The budget"), desk_of(pru())
    picks = a_front_with(story, a_draft("Left behind"))
    made = desk.post(reverse("releases"), {"name": "Budget day"})
    desk.post(made["Location"], {"act": "story", "story": story.pk})
    desk.post(made["Location"], {"act": "front", "front": picks.pk})
    page = html.unescape(desk.get(made["Location"]).content.decode())
    assert "picks “Left behind”, which isn’t public" in page
    desk.post(made["Location"], {"act": "hour", "at": "2026-03-02 11:00"})
    assert Release.objects.get().at is None
    desk.post(made["Location"], {"act": "hour", "at": "2026-03-02 13:00"})
    assert Release.objects.get().at == NOON + HOUR
    desk.post(made["Location"], {"act": "release"})
    assert headlines() == {"The budget"}
    history = desk.get(reverse("wagtailadmin_pages:history", args=[story.pk])).content.decode()
    assert "Came out with “Budget day”" in history


def test_reporters_release_nothing() -> None:
    release = a_release(a_draft("The budget"))
    assert desk_of(rosa()).post(reverse("release", args=[release.pk]), {"act": "release"})
    assert headlines() == set()


def test_a_story_that_is_public_is_changed_by_a_release() -> None:
    story = a_story("Before")
    story.title = "After"
    newsroom.save_draft(story=story)
    release = a_release(Story.objects.get(pk=story.pk))
    with pytest.raises(ValidationError, match="changes what readers have read"):
        actions.release_now(release=release, by=pru())
    newsroom.save_draft(story=story, change=an_update())
    actions.put_in(release=release, what=Story.objects.get(pk=story.pk))
    actions.release_now(release=release, by=pru())
    assert headlines() == {"After"}
    assert story.amendments.get().kind == "update"
