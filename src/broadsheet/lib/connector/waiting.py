"""How long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from broadsheet.lib.connector.door import Answer

LONGEST_RETRY_AFTER = timedelta(hours=24)


def retry_after(
    answer: Answer | None, now: datetime, *, longest: timedelta = LONGEST_RETRY_AFTER
) -> timedelta:
    """Return how long an answer asks to wait (RFC 9110, section 10.2.3), so long at most."""
    value = answer.headers.get("retry-after", "").strip() if answer else ""
    if value.isascii() and value.isdigit():
        wait = timedelta(seconds=min(int(value[:9]), longest.total_seconds()))
    else:
        date = http_date(value)
        wait = date - now if date else timedelta(0)
    return min(wait, longest)


def http_date(value: str | None) -> datetime | None:
    """Return an HTTP date as a time; None for what isn't one (Expires may be "0")."""
    try:
        date = parsedate_to_datetime(value or "")
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
