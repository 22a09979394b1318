"""The hour of a list that writes itself: on the paper's clocks, and on each reader's."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cache

from broadsheet.masthead.queries import publication
from broadsheet.newsletters.models import List


def last_hour(on: List, *, now: datetime) -> datetime:
    """Return when the list last came out or should have, by the clocks where the paper is.

    An hour that the clocks leave out in spring is the one after; of an hour that they show
    twice in autumn, it is the first (PEP 495).
    """
    if on.at is None:
        raise ValueError("A list without an hour has no last one.")
    zone = publication().zone
    day = now.astimezone(zone).date()
    while True:
        moment = datetime.combine(day, on.at, tzinfo=zone).astimezone(now.tzinfo)
        if moment <= now and (on.weekday is None or day.weekday() == on.weekday):
            return moment
        day -= timedelta(days=1)


def next_at(at: time, zone: tzinfo, *, since: datetime) -> datetime:
    """Return the first moment, not before ``since``, at which clocks in a zone show an hour.

    Where they are changed it is as in ``last_hour``: once a day, whatever they skip or repeat.
    """
    day = since.astimezone(zone).date() - timedelta(days=1)
    while True:
        moment = datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
        if moment >= since:
            return moment
        day += timedelta(days=1)


@cache
def zones() -> dict[str, list[tuple[str, str]]]:
    """Return the time zones that readers choose among, by continent: IANA's name, and the city."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(zoneinfo.available_timezones()):
        continent, slash, _city = name.partition("/")
        if continent in CONTINENTS and slash:
            found.setdefault(continent, []).append((name, city(name)))
    return found


def city(zone: str) -> str:
    """Return what a zone is called beside its continent: “New York”, “Indiana, Knox”."""
    return (zone.partition("/")[2] or zone).replace("_", " ").replace("/", ", ")


CONTINENTS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}
"""Not Etc, SystemV and the names of states: nobody lives in “Etc/GMT-3”."""


def zone_named(name: str) -> tzinfo:
    """Return the zone of this name; the paper's for one that isn't known (any more), or none."""
    try:
        return zoneinfo.ZoneInfo(name) if name else publication().zone
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return publication().zone
