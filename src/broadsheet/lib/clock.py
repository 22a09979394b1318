"""What time it is: the one place that asks, so that tests can move it."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: tzinfo | str) -> date:
    """Return the date that a calendar on the wall shows in this time zone now.

    ``zone`` is a time zone or the IANA name of one ("America/New_York"). Raises
    ``zoneinfo.ZoneInfoNotFoundError`` for a name that isn't one.
    """
    return now().astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).date()
