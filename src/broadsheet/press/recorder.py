"""Notes what a page or a fragment reads while it is rendered (an idea of Lektor's).

Rows are noted by themselves: each instance of a declared model that is loaded leaves its
key. What has no row (“the newest six”) is noted by the named read that asks for it, with
``read``. Whatever depends on the hour says until when it holds, with ``until``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init

KeysOf = Callable[[Any], Iterable[str]]


@dataclass
class Reads:
    """What one render has read: its keys, and the first moment when it is no longer true."""

    keys: set[str] = field(default_factory=set)
    stale_at: datetime | None = None


_now: ContextVar[Reads | None] = ContextVar("press_reads", default=None)


@contextmanager
def recording() -> Iterator[Reads]:
    """Note what is read while this is open."""
    reads = Reads()
    token = _now.set(reads)
    try:
        yield reads
    finally:
        _now.reset(token)


def printing() -> bool:
    """Say whether the press is rendering: shared parts are then marked, not drawn."""
    return _now.get() is not None


def read(*keys: str) -> None:
    """Note that the page being printed depends on these keys."""
    reads = _now.get()
    if reads is not None:
        reads.keys.update(keys)


def until(moment: datetime | None) -> None:
    """Note that the page being printed holds until ``moment``; None: for ever."""
    reads = _now.get()
    if reads is not None and moment is not None:
        reads.stale_at = min(moment, reads.stale_at or moment)


def declare(model: type[Model], keys_of: KeysOf) -> None:
    """Have every instance of ``model`` that a page loads leave the keys that ``keys_of`` says."""

    def note_instance(instance: Any, **_kwargs: Any) -> None:
        reads = _now.get()
        if reads is not None and instance.pk is not None:
            reads.keys.update(keys_of(instance))

    post_init.connect(
        note_instance, sender=model, weak=False, dispatch_uid=f"press reads {model._meta.label}"
    )
