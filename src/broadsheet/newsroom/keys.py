"""What goes stale when something that we have written changes.

A page that shows a story's headline reads its *page* key, one that shows its words the
*text* key as well. A list of stories has a key of its own, told by the named read.
"""

from __future__ import annotations

from datetime import date

LATEST = "latest"
SECTIONS = "sections"
AUTHORS = "authors"
CORRECTIONS = "corrections"

OWN = "own"
"""What a story's own page reads: the row itself says when that changes."""


def text(pk: int | None) -> str:
    """Return the key of a story's words."""
    return f"text:{pk}"


def version(story: int | None, number: int) -> str:
    """Return the key of a version of a story, whether it has come to be or not."""
    return f"version:{story}:{number}"


def told(version: int | None) -> str:
    """Return the key of what is said of the change that led to a version."""
    return f"told:{version}"


def address(name: str) -> str:
    """Return the key of an address that once was a story's: told when it comes to be one."""
    return f"address:{name}"


def day(when: date) -> str:
    """Return the key of the stories of a day."""
    return f"day:{when:%Y-%m-%d}"


def month(when: date) -> str:
    """Return the key of the stories of a month."""
    return f"month:{when:%Y-%m}"


def author(pk: int | None) -> str:
    """Return the key of an author's own row."""
    return f"author:{pk}"


def stories(of: str, pk: int | None, period: str = "") -> str:
    """Return the key of a list: of a ``section``, an ``author`` or a ``topic``.

    ``period`` is a year or a month of it (``2026``, ``2026-11``); without one, its newest.
    """
    return f"{of}:{pk}:{period or 'stories'}"
