"""Reading values that another system wrote: each is what it should be, or nothing, or refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from broadsheet.lib.html import text_of
from broadsheet.wire.incoming.ledger import SetAside

MANY = 100
"""The most of anything (topics, pictures, sources) that is read of one item."""

_UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_MARKUP = re.compile(r"<(?:/?[a-z]|!--)|&(?:#\w+|[a-z]+\d*);", re.IGNORECASE)


def fit(text: str) -> str:
    """Return ``text`` without NUL and what else no page and no database can hold."""
    return _UNFIT.sub("", text)


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address; empty ones of what can be none, as ``http://[``."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def joined(base: str, address: str) -> str:
    """Return where an address leads from ``base``; as it is where it can lead nowhere."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def line(value: object, *, at_most: int = 10_000) -> str:
    """Return a string or number as one line of plain text; anything else as nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    words = " ".join(fit(str(value)).split())
    return words if len(words) <= at_most else f"{words[: at_most - 1].rstrip()}…"


def words(value: object, *, html: bool, at_most: int = 10_000) -> str:
    """Return a text as plain words, whether it came as HTML or not."""
    if not isinstance(value, str):
        return ""
    return line(text_of(value) if html else value, at_most=at_most)


def looks_like_html(value: str) -> bool:
    """Say whether a text that doesn't say what it is has tags or entities in it."""
    return bool(_MARKUP.search(value))


def moment(value: object, name: str) -> datetime | None:
    """Return a date and time in UTC (RFC 3339, ISO 8601), or None when there is none.

    Raises SetAside for what is no time, or one without an offset, and calls it ``name``:
    an embargo that might end an hour later than we think is no embargo.
    """
    if value is None or value == "":
        return None
    try:
        found = datetime.fromisoformat(str(value).strip())
        if found.tzinfo is None:
            raise SetAside(
                f"its {name} “{line(value, at_most=60)}” does not say in which time zone"
            )
        return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise SetAside(
            f"its {name} “{line(str(value), at_most=60)}” is not a date and time"
        ) from error


def moment_to_compare(value: str, name: str) -> datetime | None:
    """Return a date and time as ``moment`` does, but one that says no zone is Greenwich's.

    For when versions were made: they are only compared with others of the same item.
    """
    try:
        naive = datetime.fromisoformat(value.strip())
    except ValueError:
        return moment(value, name)
    return moment(value if naive.tzinfo else naive.replace(tzinfo=UTC).isoformat(), name)
