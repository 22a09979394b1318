"""When a page says that its story came out → an instant."""

from __future__ import annotations

from datetime import UTC, datetime, time, tzinfo

from broadsheet.wire.extraction.record import Moment

FIRST_NEWSPAPER = 1605
"""The year of the Relation, Strasbourg: a day before it is a mistake."""


def instant(moment: Moment, zone: tzinfo) -> datetime | None:
    """Return the instant in UTC; None for none, or one that can't be.

    A day, or a time without a zone, is the publication's own zone's; a day begins at midnight.
    """
    if moment is None:
        return None
    found = moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)
    if found.year < FIRST_NEWSPAPER:
        return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        return None
