"""Telling the press what changed: the one writer of the outbox."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.lib import clock
from broadsheet.press.models import Note

EVERYTHING = "everything"
"""The key that all pages read: noted by what can change any of them."""

LONGEST_CAUSE = 200


def note(keys: Iterable[str], *, cause: str) -> None:
    """Note that what these keys stand for has changed, because of ``cause`` (for people).

    Belongs into the transaction of the change itself: both are kept, or neither.
    """
    found = sorted(set(keys))
    if found:
        Note.objects.create(keys=found, cause=cause[:LONGEST_CAUSE], at=clock.now())
