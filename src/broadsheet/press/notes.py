"""Telling the press what changed: the one writer of the outbox, and how it is emptied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.db.models import QuerySet

from broadsheet.lib import clock
from broadsheet.press.models import HeldBack, Note

EVERYTHING = "everything"
"""The key that all pages read: noted by what can change any of them."""

LONGEST_CAUSE = 200

AT_ONCE = 5000
"""Notes that one edition takes care of, at most: a statement holds a limited number of values."""

HOLD = timedelta(minutes=5)
"""So long what is held waits for a word that its act goes on."""

_next_word: ContextVar[datetime | None] = ContextVar("next_word", default=None)
"""While notes are held back: when to say next that it goes on."""


@contextmanager
def held_back() -> Iterator[None]:
    """Have what is noted while this is open printed at its end: all pages once, not each time.

    At its end, however it ends, and ``HOLD`` after the last words of one that was killed, the
    notes wait to be printed like all others.
    """
    put_off(HOLD)
    token = _next_word.set(clock.now() + HOLD / 5)
    try:
        yield
    finally:
        _next_word.reset(token)
        put_off(timedelta())


def put_off(time: timedelta) -> None:
    """Have the notes that are held wait so long from now."""
    until = clock.now() + time
    if not HeldBack.objects.update(until=until):
        HeldBack.objects.create(until=until)


def are_held() -> bool:
    """Say whether changes are held back: what is printed is behind, and that is no fault."""
    going_on = HeldBack.objects.filter(until__gt=clock.now()).exists()
    return going_on and Note.objects.filter(held=True).exists()


def note(keys: Iterable[str], *, cause: str) -> None:
    """Note that what these keys stand for has changed, because of ``cause`` (for people).

    Belongs into the transaction of the change itself: both are kept, or neither.
    """
    found = sorted(set(keys))
    if found:
        now, due = clock.now(), _next_word.get()
        about = {"cause": cause[:LONGEST_CAUSE], "held": due is not None}
        Note.objects.create(keys=found, at=now, **about)
        if due and now >= due:
            put_off(HOLD)
            _next_word.set(now + HOLD / 5)


def waiting(taken: str) -> QuerySet[Note]:
    """Return the notes that no edition has taken care of, the oldest first.

    ``taken`` is what the store says of the last ones that it took care of. Their numbers say
    nothing of others: a transaction that began earlier may be committed later.
    """
    found = Note.objects.exclude(pk__in=_numbers(taken))
    return found.filter(held=False) if are_held() else found


def strike_off(taken: str) -> None:
    """Take from the outbox what the store holds, as ``waiting`` is told it."""
    if taken:
        Note.objects.filter(pk__in=_numbers(taken)).delete()


def _numbers(taken: str) -> list[int]:
    return [int(number) for number in taken.split()]
