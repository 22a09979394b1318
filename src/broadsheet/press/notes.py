"""Telling the press what changed: the one writer of the outbox, and how it is emptied."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from broadsheet.lib import clock
from broadsheet.press.models import Note

EVERYTHING = "everything"
"""The key that all pages read: noted by what can change any of them."""

LONGEST_CAUSE = 200

AT_ONCE = 5000
"""Notes that one edition takes care of, at most: a statement holds a limited number of values."""


def note(keys: Iterable[str], *, cause: str) -> None:
    """Note that what these keys stand for has changed, because of ``cause`` (for people).

    Belongs into the transaction of the change itself: both are kept, or neither.
    """
    found = sorted(set(keys))
    if found:
        Note.objects.create(keys=found, cause=cause[:LONGEST_CAUSE], at=clock.now())


def waiting(taken: str) -> QuerySet[Note]:
    """Return the notes that no edition has taken care of, the oldest first.

    ``taken`` is what the store says of the last ones that it took care of. Their numbers say
    nothing of others: a transaction that began earlier may be committed later.
    """
    return Note.objects.exclude(pk__in=_numbers(taken))


def strike_off(taken: str) -> None:
    """Take from the outbox what the store holds, as ``waiting`` is told it."""
    if taken:
        Note.objects.filter(pk__in=_numbers(taken)).delete()


def _numbers(taken: str) -> list[int]:
    return [int(number) for number in taken.split()]
