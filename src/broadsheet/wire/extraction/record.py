"""What is found on a saved page, and the refusal of what is no page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

Moment = date | datetime | None
"""When, as exactly as the page says it: a day, a time without a zone, or one with its zone."""


class Refused(Exception):  # noqa: N818  a refusal is an answer
    """The page can't be read; the message says why, in a line for people."""


@dataclass(frozen=True)
class Picture:
    """A picture as the page shows it; ``address`` may be relative to the page's."""

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Link:
    """A link that leads from the middle of the story to another one."""

    address: str
    text: str


@dataclass(frozen=True)
class SavedStory:
    """A story as its page has it. ``body`` is HTML, cleaned; all else is plain text."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: Moment = None
    updated: Moment = None
    standfirst: str = ""
    body: str = ""
    pictures: tuple[Picture, ...] = ()
    section: str = ""
    keywords: tuple[str, ...] = ()
    also_read: tuple[Link, ...] = ()
    address: str = ""
    language: str = ""
    day_is_guessed: bool = False
    """``published`` is marked nowhere as the story's: it was read from the page's words."""

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON can hold it, moments as ISO 8601."""
        fields = asdict(self)
        for name in ("published", "updated"):
            fields[name] = fields[name].isoformat() if fields[name] else None
        return fields
