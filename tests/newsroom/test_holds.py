"""Embargo, drawer, withdrawal: nothing gets past them, and nobody lifts them in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from broadsheet.lib import clock
from broadsheet.newsroom import actions, tasks
from broadsheet.newsroom.holds import Held, in_drawer, is_in_drawer
from broadsheet.newsroom.models import Hold, HoldKind, Story
from broadsheet.newsroom.queries import published
from tests.factories import a_draft, a_story, desk_of, ed, max_reads, pru, rosa

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)
WAYS: list[Callable[[Story], Any]] = [
    lambda story: actions.publish(story=story),
    lambda story: story.get_latest_revision().publish(),
    lambda story: story.save(),
]
"""The act; Wagtail's own, past our checks; a live row written by whatever code."""


@pytest.fixture
def moved() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as machine:
        yield machine


def ask(desk: Client, story: Story, act: str, **data: Any) -> str:
    """Do something on the story's page of holds; return what the page then says."""
    fields = {f"{act}-{name}": value for name, value in data.items()}
    address = reverse("story_holds", args=[story.pk])
    return desk.post(address, {"act": act, **fields}, follow=True).content.decode()


def live_row(story: Story) -> Story:
    story.live = True
    return story


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("hold", ["embargo", "drawer"])
def test_no_way_of_publishing_gets_past_a_hold(hold: str, way: Callable[[Story], Any]) -> None:
    story = a_draft()
    if hold == "embargo":
        actions.embargo(story=story, until=clock.now() + HOUR)
    else:
        actions.put_in_drawer(story=story)
    with pytest.raises(Held), transaction.atomic():
        way(live_row(story))
    assert not published().exists()


@pytest.mark.parametrize("way", WAYS)
def test_what_was_withdrawn_at_once_stays_away(way: Callable[[Story], Any]) -> None:
    story = a_story()
    actions.withdraw_at_once(story=story, by=pru(), reason="The court says so.")
    with pytest.raises(Held), transaction.atomic():
        way(live_row(Story.objects.get(pk=story.pk)))
    actions.lift_withdrawal(story=story, by=pru(), reason="The ruling was overturned.")
    actions.publish(story=Story.objects.get(pk=story.pk))
    assert list(published()) == [story]


def test_one_act_takes_a_story_off_with_all_that_hangs_on_it(moved: Any) -> None:
    story = a_story()
    _link, token = actions.share_preview(story=story, reader="Nia", lasts=HOUR, by=pru())
    actions.publish(story=Story.objects.get(pk=story.pk), at=NOON + HOUR)
    page = ask(
        *(desk_of(pru()), story, "withdraw"),
        reason="A name that must not stand there.",
        words_for_readers="Taken off on legal advice.",
    )
    assert "It is withdrawn: off the pages" in page
    assert "A name that must not stand there." in page
    moved.move_to(NOON + 2 * HOUR)
    assert tasks.publish_due() == 0
    reader = max_reads()
    gone = reader.get(story.address)
    assert gone.status_code == 410
    assert "Taken off on legal advice." in gone.content.decode()
    assert "must not stand" not in gone.content.decode()
    assert reader.get(f"/-/preview/{token}/").status_code == 410
    assert not published().exists()


def test_a_withdrawal_without_a_reason_is_refused_and_nothing_happens() -> None:
    story = a_story()
    assert "This field is required" in ask(desk_of(pru()), story, "withdraw", reason=" ")
    with pytest.raises(ValidationError):
        actions.withdraw_at_once(story=story, reason=" ")
    assert list(published()) == [story]


def test_the_button_and_bulk_publishing_say_what_holds_a_story() -> None:
    story = a_draft("Prepared")
    actions.put_in_drawer(story=story)
    bulk = f"/-/desk/bulk/wagtailcore/page/publish/?next=/-/desk/&id={story.pk}"
    page = desk_of(pru()).post(bulk, follow=True).content.decode()
    assert "“Prepared” lies in the drawer." in page
    assert not published().exists()


def test_an_embargo_is_shortened_only_for_a_reason_that_stays(moved: Any) -> None:
    story = a_draft()
    until = NOON + 5 * HOUR
    assert "It is embargoed." in ask(desk_of(ed()), story, "embargo", until="2026-03-02 17:00")
    hold = story.holds.get()
    assert (hold.until, hold.set_by) == (until, ed())
    sooner = ask(desk_of(ed()), story, "embargo", until="2026-03-02 13:00")
    assert "To end an embargo earlier takes a reason" in sooner
    assert "This field is required" in ask(desk_of(ed()), story, "lift-embargo", reason="")
    page = ask(desk_of(ed()), story, "lift-embargo", reason="The ministry agreed.")
    assert "The ministry agreed." in page
    history = desk_of(ed()).get(reverse("wagtailadmin_pages:history", args=[story.pk]))
    assert "Embargo lifted: The ministry agreed." in history.content.decode()
    actions.publish(story=story)
    assert list(published()) == [story]


def test_an_embargo_takes_an_earlier_schedule_off_and_leaves_a_later_one(moved: Any) -> None:
    early, late = a_draft(), a_draft()
    for story, hours in ((early, 1), (late, 3)):
        actions.publish(story=story, at=NOON + hours * HOUR)
        actions.embargo(story=story, until=NOON + 2 * HOUR)
    moved.move_to(NOON + 3 * HOUR)
    assert tasks.publish_due() == 1
    assert list(published()) == [late]


def test_an_embargo_that_is_over_holds_nothing_and_can_be_set_anew(moved: Any) -> None:
    story = a_draft()
    actions.embargo(story=story, until=NOON + HOUR)
    moved.move_to(NOON + 2 * HOUR)
    actions.embargo(story=story, until=NOON + 3 * HOUR)
    with pytest.raises(Held):
        actions.publish(story=story)
    moved.move_to(NOON + 4 * HOUR)
    assert actions.publish(story=story).live


def test_a_public_storys_next_text_waits_for_its_embargo() -> None:
    story = a_story("Before")
    actions.embargo(story=story, until=clock.now() + HOUR)
    story.title = "After"
    with pytest.raises(Held):
        actions.publish(story=story)
    locked = Story.objects.get(pk=story.pk)
    locked.locked = True
    locked.save()
    assert published().get().title == "Before"


def test_an_obituary_lies_in_the_drawer_until_somebody_takes_it_out() -> None:
    story = a_draft("Ida Brandt, 1931–", kind="obituary")
    with pytest.raises(Held):
        actions.publish(story=story)
    with pytest.raises(Held):
        actions.publish(story=story, at=clock.now() + HOUR)
    drawer = desk_of(pru()).get(reverse("story_drawer")).content.decode()
    assert "Ida Brandt" in drawer
    assert list(in_drawer()) == [story]
    assert "It can be published now." in ask(desk_of(pru()), story, "take-out", reason="She died.")
    assert not in_drawer().exists()
    assert actions.publish(story=story).live


def test_an_obituary_that_came_out_elsewhere_has_had_its_day() -> None:
    story = a_draft(kind="obituary")
    actions.publish(story=story, first_published=datetime(2019, 5, 4, tzinfo=UTC))
    assert not is_in_drawer(story)
    assert list(published()) == [story]


def test_who_may_not_publish_holds_back_and_lifts_nothing() -> None:
    story = a_draft(owner=rosa())
    desk = desk_of(rosa())
    assert "It lies in the drawer." in ask(desk, story, "drawer", reason="For the day.")
    refused = desk.post(
        reverse("story_holds", args=[story.pk]),
        {"act": "take-out", "take-out-reason": "I want to."},
        follow=True,
    )
    assert refused.status_code == 302 or "permission" in refused.content.decode()
    assert is_in_drawer(story)
    other = desk.get(reverse("story_holds", args=[a_draft(owner=ed()).pk]), follow=True)
    assert "you do not have permission" in other.content.decode().lower()


def test_the_database_itself_refuses_a_hold_lifted_in_silence() -> None:
    story = a_draft()
    now = clock.now()
    wrong: list[dict[str, Any]] = [
        {"kind": HoldKind.DRAWER, "lifted_at": now},
        {"kind": HoldKind.WITHDRAWAL, "reason": ""},
        {"kind": HoldKind.EMBARGO},
        {"kind": HoldKind.DRAWER, "until": now},
        {"kind": "mood"},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Hold.objects.create(story=story, set_at=now, **values)
    Hold.objects.create(story=story, kind=HoldKind.DRAWER, set_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(story=story, kind=HoldKind.DRAWER, set_at=now)
