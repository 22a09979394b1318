"""An Item: what copy says, in our words, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from broadsheet.lib.html import text_of
from broadsheet.wire.incoming.ledger import SetAside
from broadsheet.wire.incoming.pictures import Picture
from broadsheet.wire.incoming.text import Text
from broadsheet.wire.incoming.values import line

MAX_URI, MAX_HEADLINE, MAX_NAME = 500, 255, 120
HEADLINE_FROM_TEXT = 80


@dataclass(frozen=True)
class Item:
    """What an item says."""

    uri: str
    digest: str
    """SHA-256 of the item as it came, whatever the order of its fields."""
    version: datetime | None
    status: str
    """``usable``, ``withheld`` or ``canceled``."""
    embargoed_until: datetime | None
    headline: str
    slug_from: str
    headline_is_ours: bool
    standfirst: str
    text: Text | None
    byline: str
    dateline: str
    credit_line: str
    usage_terms: str
    kind: str
    language: str
    topics: tuple[tuple[str, str], ...]
    """(kind, name), in order, each once."""
    pictures: tuple[Picture, ...]
    notes: tuple[str, ...] = ()
    slugline: str = ""
    urgency: int | None = None
    """From 1, the most urgent, to 9 (IPTC)."""
    unknown: tuple[str, ...] = field(default=())


def checked_uri(found: object, *, missing: str) -> str:
    """Return what an item is known by. Raises SetAside when it can't be known by anything."""
    if not isinstance(found, str) or not found.strip():
        raise SetAside(f"{missing}, so that it could never be known again")
    uri = found.strip()
    if len(uri) > MAX_URI or not uri.isprintable():
        raise SetAside(f"its uri is longer than {MAX_URI} characters or holds unprintable ones")
    return uri


def headline_of(found: str, text: Text | None) -> tuple[str, bool]:
    """Return a headline of a story's length, and whether we had to make it of the text.

    Raises SetAside where there is neither.
    """
    if found:
        return line(found, at_most=MAX_HEADLINE), False
    first = text_of(text.value) if text and text.html else text.value if text else ""
    if not line(first):
        raise SetAside("it has no headline and no text")
    return line(first, at_most=HEADLINE_FROM_TEXT), True


def urgency_of(found: object) -> int | None:
    """Return an urgency from 1 to 9, or None."""
    digit = line(found)
    return int(digit) if digit in set("123456789") else None


def by_whom(byline: str) -> str:
    """Return who signs, without the word before it."""
    return byline[3:].strip() if byline.lower().startswith("by ") else byline
