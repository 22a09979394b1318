"""Lists that write themselves: on time, once, each story once, and nothing stale."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from broadsheet.lib import clock
from broadsheet.newsletters.actions import write_number
from broadsheet.newsletters.hours import last_hour
from broadsheet.newsletters.models import Kind, List, Number
from broadsheet.newsletters.sending.freezing import start_due
from broadsheet.newsletters.tasks import make_numbers
from broadsheet.newsroom.models import Byline
from broadsheet.run import chores
from tests.factories import a_draft, a_paper, a_section, a_story, a_topic, an_author, desk_of, ed
from tests.newsletters.mailbox import a_list

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)
"""Ten in the morning in New York."""


def at(moment: datetime) -> Any:
    return clock.as_at(moment)


def following(kind: Kind, *, since: datetime = FRIDAY, **fields: Any) -> List:
    made = a_list()
    with at(since):
        for name, value in {"kind": kind, **fields}.items():
            setattr(made, name, value)
        made.full_clean()
        made.save()
    return made


def told(title: str, moment: datetime, **fields: Any) -> Any:
    with at(moment):
        return a_story(title, **fields)


def made(moment: datetime) -> list[list[str]]:
    """What each number carries that is made at this moment, by any number of workers."""
    before = set(Number.objects.values_list("pk", flat=True))
    with at(moment):
        for _worker in range(3):
            make_numbers()
    return [
        [block.value["story"].title for block in number.letters.get().body]
        for number in Number.objects.exclude(pk__in=before).order_by("pk")
    ]


def morning(day: int) -> datetime:
    """Seven o'clock in New York on a day of November 2026."""
    return datetime(2026, 11, day, 12, tzinfo=UTC)


def test_every_morning_at_seven_what_is_new_goes_out_each_story_once() -> None:
    following(Kind.DIGEST, at=time(7))
    told("Too old", FRIDAY - timedelta(days=2))
    told("First", FRIDAY + timedelta(hours=1))
    told("Second", FRIDAY + timedelta(hours=2))
    with at(FRIDAY):
        a_draft("Not public")
    assert made(morning(21) - timedelta(seconds=1)) == []
    assert made(morning(21)) == [["Second", "First"]]
    number = Number.objects.get()
    assert (number.state, number.due) == ("held", morning(21) + timedelta(minutes=1))
    assert number.letters.get().subject == "Second"
    assert number.letters.get().preheader == "First"
    told("Third", morning(21) + timedelta(minutes=5))
    assert made(morning(21) + timedelta(hours=3)) == []
    assert made(morning(22) + timedelta(minutes=20)) == [["Third"]]
    assert made(morning(23)) == []
    told("After an empty hour", morning(23) + timedelta(hours=1))
    assert made(morning(23) + timedelta(hours=2)) == []
    assert made(morning(24)) == [["After an empty hour"]]


def test_it_goes_out_by_the_ledgers_own_act() -> None:
    assert "broadsheet.newsletters.tasks.make_numbers" in chores.WORKER
    following(Kind.DIGEST, at=time(7))
    told("First", FRIDAY)
    made(morning(21))
    with at(morning(21) + timedelta(minutes=2)):
        assert start_due(now=clock.now()) == 1
    number = Number.objects.get()
    assert (number.state, number.ordinal) == ("sending", 1)
    assert "First" in number.letters.get().html


@pytest.mark.parametrize(
    ("hour", "day", "moments"),
    [
        # The clocks go from 2 to 3 in New York on 8 March 2026, and from 2 to 1 on 1 November.
        (time(2, 30), (3, 8), ["07:30"]),
        (time(1, 30), (11, 1), ["05:30"]),
        (time(7), (3, 8), ["11:00"]),
        (time(7), (3, 7), ["12:00"]),
        (time(0, 0), (3, 9), ["04:00"]),
    ],
)
def test_when_the_clocks_are_changed_there_is_one_number_a_day(
    hour: time, day: tuple[int, int], moments: list[str]
) -> None:
    a_paper()
    start = datetime(2026, *day, 4, tzinfo=UTC) - timedelta(hours=6)
    on = List(kind=Kind.DIGEST, at=hour)
    found = {last_hour(on, now=start + timedelta(minutes=10 * step)) for step in range(6 * 30)}
    local = [each for each in found if (each.month, each.day) == day]
    assert [f"{each:%H:%M}" for each in sorted(local)] == moments


def test_a_change_of_the_hour_makes_no_second_number_that_day() -> None:
    on = following(Kind.DIGEST, at=time(7))
    told("First", FRIDAY)
    assert made(morning(21)) == [["First"]]
    told("Second", morning(21) + timedelta(hours=1))
    on.refresh_from_db()
    on.at = time(11)
    on.save()
    assert made(morning(21) + timedelta(hours=5)) == []
    assert made(morning(22) + timedelta(hours=5)) == [["Second"]]


def test_what_is_a_day_late_waits_for_a_person() -> None:
    following(Kind.DIGEST, at=time(7), weekday=5)
    told("First", FRIDAY)
    assert made(morning(21) + timedelta(hours=30)) == [["First"]]
    assert Number.objects.get().state == "draft"
    assert made(morning(21) + timedelta(hours=31)) == []


def test_each_new_story_goes_out_at_once_and_none_from_before() -> None:
    following(Kind.EACH)
    told("Before", FRIDAY - timedelta(minutes=1))
    assert made(FRIDAY) == []
    told("First", FRIDAY + timedelta(minutes=1))
    assert made(FRIDAY + timedelta(minutes=1, seconds=5)) == [["First"]]
    assert made(FRIDAY + timedelta(minutes=2)) == []
    told("Second", FRIDAY + timedelta(minutes=3))
    told("Third", FRIDAY + timedelta(minutes=3, seconds=1))
    assert made(FRIDAY + timedelta(minutes=4)) == [["Third", "Second"]]
    told("While nothing ran", FRIDAY + timedelta(hours=1))
    assert made(FRIDAY + timedelta(hours=26)) == []
    assert set(Number.objects.values_list("state", flat=True)) == {"held"}


@pytest.mark.parametrize("what", ["section", "author", "topic"])
def test_a_list_follows_what_it_says(what: str) -> None:
    made_of: dict[str, Any] = {
        "section": a_section("Harbour"),
        "author": an_author("Ines Roy"),
        "topic": a_topic("Ferries"),
    }
    following(Kind.EACH, **{what: made_of[what]})
    fits: dict[str, Any] = {
        "section": {"section": made_of["section"]},
        "author": {"bylines": [Byline(author=made_of["author"])]},
        "topic": {"topics": [made_of["topic"]]},
    }[what]
    told("Another", FRIDAY + timedelta(minutes=1))
    told("Ours", FRIDAY + timedelta(minutes=2), **fits)
    assert made(FRIDAY + timedelta(minutes=3)) == [["Ours"]]


def test_the_database_knows_one_number_for_an_occasion() -> None:
    on = a_list()
    words: dict[str, Any] = {"language": "en", "subject": "S", "body": [("text", "<p>x</p>")]}
    write_number(on=on, occasion="day 2026-11-21", **words)
    with pytest.raises(IntegrityError), transaction.atomic():
        write_number(on=on, occasion="day 2026-11-21", **words)
    write_number(on=a_list("Another"), occasion="day 2026-11-21", **words)
    write_number(on=on, **words)
    write_number(on=on, **words)


def test_a_list_that_fails_stops_no_other() -> None:
    broken = following(Kind.EACH)
    story = told("First", FRIDAY + timedelta(minutes=1))
    words: dict[str, Any] = {"language": "en", "subject": "S", "body": [("text", "<p>x</p>")]}
    write_number(on=broken, occasion=f"story {story.pk}", **words)
    fine = a_list("Another")
    with at(FRIDAY):
        fine.kind = Kind.EACH
        fine.save()
    assert made(FRIDAY + timedelta(minutes=2)) == [["First"]]
    assert fine.numbers.count() == 1


def test_a_list_that_asks_for_two_people_gets_them_for_its_own_numbers_too() -> None:
    following(Kind.EACH, needs_second=True)
    told("First", FRIDAY + timedelta(minutes=1))
    made(FRIDAY + timedelta(minutes=2))
    with at(FRIDAY + timedelta(hours=1)):
        assert start_due(now=clock.now()) == 0
    assert Number.objects.get().state == "held"


def test_an_editor_says_what_a_list_follows_and_is_told_what_is_missing() -> None:
    on, desk = a_list(), desk_of(ed())
    form = {"name": on.name, "slug": on.slug, "order": "0", "held_minutes": "1"}
    page = f"/-/desk/list/edit/{on.pk}/"
    refused = desk.post(page, {**form, "kind": "digest"})
    assert "Say at which hour it comes out" in refused.content.decode()
    two = {"kind": "each", "author": an_author().pk, "topic": a_topic().pk}
    assert (
        "one section, one author or one topic" in desk.post(page, {**form, **two}).content.decode()
    )
    assert desk.post(page, {**form, "kind": "digest", "at": "07:00"}).status_code == 302
    on.refresh_from_db()
    assert (on.kind, on.at) == ("digest", time(7))
    assert on.since is not None
