"""What is scheduled comes out at its hour, once, whatever else goes wrong."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from broadsheet.newsroom import actions, tasks
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import published
from tests.factories import a_draft, desk_of, poison, pru, rosa

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ZONES = (
    "America/New_York", "Europe/Lisbon", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Tehran", "UTC",
)  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def scheduled(title: str, at: datetime) -> Story:
    return actions.publish(story=a_draft(title), at=at, by=pru())


def publications_of(story: Story) -> int:
    return PageLogEntry.objects.filter(page=story, action="wagtail.publish").count()


def said_of(story: Story) -> str:
    return desk_of(pru()).get(f"/-/desk/pages/{story.pk}/history/").content.decode()


def dashboard() -> str:
    return desk_of(pru()).get("/-/desk/").content.decode()


def test_a_story_comes_out_at_its_hour_and_nobody_is_told_anything(clock: Any) -> None:
    story = scheduled("A ferry", NOON + HOUR)
    clock.move_to(NOON + HOUR - timedelta(seconds=1))
    assert tasks.publish_due() == 0
    clock.move_to(NOON + HOUR)
    assert tasks.publish_due() == 1
    assert tasks.publish_due() == 0
    assert story.address is None
    story.refresh_from_db()
    assert story.live
    assert "minutes late" not in said_of(story)
    assert "Schedules" not in dashboard()


def test_after_downtime_all_that_is_due_comes_out_at_once_in_order_and_is_said_to_be_late(
    clock: Any,
) -> None:
    """T1."""
    second = scheduled("The second", NOON + 2 * HOUR)
    first = scheduled("The first", NOON + HOUR)
    to_come = scheduled("To come", NOON + 5 * HOUR)
    clock.move_to(NOON + 4 * HOUR)
    assert tasks.publish_due() == 2
    assert [s.title for s in published("latest").order_by("pk")] == ["The second", "The first"]
    order = PageLogEntry.objects.filter(action="wagtail.publish").order_by("pk")
    assert list(order.values_list("page_id", flat=True))[-2:] == [first.pk, second.pk]
    assert "Published 180 minutes late" in said_of(first)
    assert "The first: 180 minutes late" in " ".join(dashboard().split())
    to_come.refresh_from_db()
    assert not to_come.live
    clock.move_to(NOON + 40 * HOUR)
    assert "The first: 180 minutes late" not in " ".join(dashboard().split())


def test_a_clock_that_is_set_back_takes_nothing_away_and_publishes_nothing_twice(
    clock: Any,
) -> None:
    """T2."""
    story = scheduled("A ferry", NOON + HOUR)
    clock.move_to(NOON + HOUR)
    tasks.publish_due()
    clock.move_to(NOON)
    assert (tasks.publish_due(), tasks.withdraw_expired()) == (0, 0)
    clock.move_to(NOON + 2 * HOUR)
    assert (tasks.publish_due(), tasks.withdraw_expired()) == (0, 0)
    story.refresh_from_db()
    assert story.live
    assert publications_of(story) == 1


def test_one_that_fails_stops_no_other_and_says_why(clock: Any) -> None:
    """T5. An embargo that is there though the hour was set."""
    stories = [scheduled(f"Story {number}", NOON + HOUR) for number in range(9)]
    bad = stories[4]
    poison(bad, until=NOON + 9 * HOUR)
    clock.move_to(NOON + HOUR)
    assert tasks.publish_due() == 8
    assert "is embargoed until" in said_of(bad)
    clock.move_to(NOON + HOUR + timedelta(minutes=2))
    for _round in range(5):
        tasks._publishing.rests.clear()
        assert tasks.publish_due() == 0
    assert PageLogEntry.objects.filter(action=actions.NOT_PUBLISHED).count() == 1
    page = dashboard()
    assert "Should be out, and isn’t" in page
    assert "is embargoed until" in page
    assert bad.title not in desk_of(rosa()).get("/-/desk/").content.decode()


def test_what_failed_is_tried_again_ever_less_often(clock: Any) -> None:
    tried: list[float] = []

    def fail() -> bool:
        tried.append(1)
        raise ZeroDivisionError

    patience = tasks.Patience()
    with pytest.raises(ZeroDivisionError):
        patience.try_once(1, fail)
    assert patience.try_once(1, fail) == 0
    assert len(tried) == 1, "It rests."
    patience.rests[1] = (patience.rests[1][0], 0.0)
    with pytest.raises(ZeroDivisionError):
        patience.try_once(1, fail)
    assert patience.rests[1][0] == 4 * tasks.FIRST_PAUSE_SECONDS
    patience.rests[1] = (60.0, 0.0)
    assert patience.try_once(1, lambda: True) == 1
    assert patience.rests == {}


def test_a_story_whose_time_is_over_goes_and_one_that_fails_stops_no_other(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [actions.publish(story=a_draft(expire_at=NOON + HOUR)) for _number in range(3)]
    stuck = stories[0].pk
    usual = Story.unpublish

    def unpublish(self: Story, *args: Any, **kwargs: Any) -> None:
        if self.pk == stuck:
            raise OSError("The disk is full.")
        usual(self, *args, **kwargs)

    monkeypatch.setattr(Story, "unpublish", unpublish)
    clock.move_to(NOON + HOUR)
    assert tasks.withdraw_expired() == 2
    monkeypatch.undo()
    tasks._withdrawing.rests.clear()
    assert tasks.withdraw_expired() == 1


@pytest.mark.parametrize("zone", ZONES)
def test_an_hour_that_there_is_not_or_that_there_is_twice_is_refused(zone: str) -> None:
    """T3. Around each change of the clocks in ten years, minute by minute, some of them."""
    field = Story.get_edit_handler().get_form_class().base_fields["go_live_at"]
    place = ZoneInfo(zone)
    some = random.Random(zone)
    with timezone.override(place):
        for change in changes_of(place):
            for _number in range(12):
                local = change + timedelta(minutes=some.randint(-150, 150))
                try:
                    moment = field.clean(f"{local:%Y-%m-%d %H:%M}")
                except ValidationError:
                    assert is_doubtful(local, place), local
                else:
                    assert not is_doubtful(local, place), local
                    assert moment.astimezone(place).replace(tzinfo=None) == local


def changes_of(place: ZoneInfo) -> Iterator[datetime]:
    """Yield the local hours before which, from 2020 to 2030, the clocks were changed."""
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    while moment.year < 2030:
        after = moment + HOUR
        if moment.astimezone(place).utcoffset() != after.astimezone(place).utcoffset():
            yield after.astimezone(place).replace(tzinfo=None)
        moment = after


def is_doubtful(local: datetime, place: ZoneInfo) -> bool:
    """Say whether clocks on the wall never showed this, or showed it twice (PEP 495)."""
    first, second = (local.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    return first.utcoffset() != second.utcoffset()
