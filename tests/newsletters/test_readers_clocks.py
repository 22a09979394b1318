"""“Every morning at seven” is each reader's own morning: once a day, wherever they move to."""

from __future__ import annotations

import zoneinfo
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.newsletters.hours import next_at, zones
from broadsheet.newsletters.mails import preferences_link
from broadsheet.newsletters.models import Kind, List, Reader, Send
from broadsheet.newsletters.tasks import make_numbers, send_numbers
from tests.factories import a_story, max_reads
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.numbers import readers
from tests.newsletters.sending.office import Office, open_office

pytestmark = pytest.mark.django_db

SEVEN = time(7)
PLACES = sorted(name for cities in zones().values() for name, _city in cities)


@pytest.fixture
def office(settings: Any) -> Iterator[Office]:
    with open_office(settings) as found:
        yield found


def by_clocks(**fields: Any) -> List:
    """A list that comes out at seven, by each reader's clock."""
    made = a_list()
    for name, value in {"kind": Kind.DIGEST, "at": SEVEN, "readers_clock": True, **fields}.items():
        setattr(made, name, value)
    made.full_clean()
    made.save()
    return made


def path_of(reader: Reader) -> str:
    return "/" + preferences_link(reader).split("/", 3)[3]


@settings(max_examples=60, deadline=None)
@given(
    place=st.sampled_from(PLACES),
    at=st.times().map(lambda found: found.replace(tzinfo=None)),
    since=st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
)
@example(place="America/New_York", at=time(2, 30), since=datetime(2026, 3, 7, 12, tzinfo=UTC))
@example(place="Europe/Berlin", at=time(2, 30), since=datetime(2026, 10, 24, 12, tzinfo=UTC))
@example(place="Pacific/Apia", at=SEVEN, since=datetime(2011, 12, 29, 12, tzinfo=UTC))
def test_where_somebody_stays_each_day_has_one_such_hour(
    place: str, at: time, since: datetime
) -> None:
    zone = zoneinfo.ZoneInfo(place)
    found, moment = [], since
    for _day in range(5):
        moment = next_at(at, zone, since=moment)
        found.append(moment)
        moment += timedelta(microseconds=1)
    assert found[0] >= since
    assert found == sorted(set(found))
    assert all(after - before <= timedelta(hours=49) for before, after in pairwise(found))
    for each in found:
        shown = each.astimezone(zone).replace(tzinfo=None)
        late = (shown - datetime.combine(shown.date(), at)) % timedelta(days=1)
        assert late <= timedelta(hours=2), "only by as much as clocks are put forward"


def test_readers_who_move_get_each_days_number_once_at_seven_where_they_lived(
    office: Office,
) -> None:
    """Through the night on which New York's clocks change, with a reader who flies about."""
    with time_machine.travel(datetime(2026, 10, 29, 20, tzinfo=UTC), tick=False) as clock:
        on = by_clocks()
        home, berlin, flies, gone = readers(4, on=on)
        live(berlin, "Europe/Berlin")
        live(gone, "Nowhere/Atlantis")  # a zone that there was once
        got: dict[str, list[datetime]] = {}
        seen = 0
        for hour in range(4 * 24 + 12):
            if hour % 24 == 1:
                a_story(f"News of day {hour // 24}")
            if hour % 7 == 0:
                live(flies, ["Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata"][hour % 3])
            for _worker in range(2):
                make_numbers()
            clock.shift(61)
            for _worker in range(2):
                send_numbers()
            for _sender, to in office.envelopes[seen:]:
                got.setdefault(to[0], []).append(datetime.now(UTC))
            seen = len(office.envelopes)
            clock.shift(3600 - 61)
        assert Counter({each: len(moments) for each, moments in got.items()}) == Counter(
            {home: 4, berlin: 4, flies: 4, gone: 4}
        )
        assert mornings(got[home], "America/New_York") == mornings(got[gone], "America/New_York")
        assert mornings(got[home], "America/New_York") == [(30, 7), (31, 7), (1, 7), (2, 7)]
        assert mornings(got[berlin], "Europe/Berlin") == [(31, 7), (1, 7), (2, 7), (3, 7)]
        sends = Send.objects.filter(email=flies).values_list("number__occasion", flat=True)
        assert len(set(sends)) == 4
        again = Send.objects.filter(email=flies).latest("pk")
        with pytest.raises(IntegrityError), transaction.atomic():
            Send.objects.create(
                number=again.number, letter=again.letter, email=flies, digest=again.digest
            )


def live(email: str, zone: str) -> None:
    Reader.objects.filter(email=email).update(zone=zone)


def mornings(moments: list[datetime], zone: str) -> list[tuple[int, int]]:
    """The day and the hour of each, as clocks there show them."""
    shown = [each.astimezone(zoneinfo.ZoneInfo(zone)) for each in moments]
    return [(each.day, each.hour) for each in shown]


def test_a_reader_chooses_a_zone_where_a_list_goes_by_it() -> None:
    on = a_list()
    (email,) = readers(1, on=on)
    reader = Reader.objects.get(email=email)
    page = max_reads().get(path_of(reader)).content.decode()
    assert "Time zone" not in page
    by_clocks()
    page = max_reads().get(path_of(reader)).content.decode()
    assert "the newspaper’s (New York)" in page
    assert '<optgroup label="Europe">' in page
    for chosen, kept in (
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("Etc/GMT-3", "Asia/Kolkata"),
        ("\x00'", "Asia/Kolkata"),
        ("", ""),
    ):
        max_reads().post(path_of(reader), {"list": on.slug, "zone": chosen})
        assert Reader.objects.get().zone == kept
    max_reads().post(path_of(reader), {"list": on.slug, "zone": "Asia/Kolkata"})
    max_reads().post(path_of(reader), {"list": on.slug})
    assert Reader.objects.get().zone == "Asia/Kolkata"


def test_a_list_without_an_hour_goes_by_nobodys_clock() -> None:
    with pytest.raises(ValidationError, match="comes out at an hour"):
        by_clocks(kind=Kind.EACH)
    with pytest.raises(IntegrityError), transaction.atomic():
        List.objects.update(kind=Kind.HAND, readers_clock=True)
