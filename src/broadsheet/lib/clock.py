"""What time it is: the one place that asks, so that tests can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

_other: ContextVar[datetime | None] = ContextVar("another time", default=None)


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return _other.get() or datetime.now(UTC)


@contextmanager
def as_at(moment: datetime) -> Iterator[None]:
    """Have it be another time for what is done while this is open, and for that alone."""
    token = _other.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _other.reset(token)


def today(zone: tzinfo | str) -> date:
    """Return the date that a calendar on the wall shows in this time zone now.

    ``zone`` is a time zone or the IANA name of one ("America/New_York"). Raises
    ``zoneinfo.ZoneInfoNotFoundError`` for a name that isn't one.
    """
    return now().astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).date()
