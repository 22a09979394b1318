"""What the press has read before, and what hasn't changed since: not read again.

A list of all months, say, asks of each whether it has stories; after one publication one
answer can be another. An answer is kept under the key of what it was read from, and dropped
when that key is noted. It is kept by a process for itself, as long as each edition is its own:
after one that another process printed nothing is known to be true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from broadsheet.press.notes import EVERYTHING
from broadsheet.press.recorder import read

T = TypeVar("T")

MOST = 100_000
"""Answers: beyond, all are dropped. Each is a number or two."""


class Memory:
    """Answers by the key that they hang on. Opened while an edition is rendered."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Any]] = {}
        self._size = 0
        self._edition = -1

    def forget(self, keys: Iterable[str], *, edition: int) -> None:
        """Drop what hangs on these keys; everything, if ``edition`` isn't the one known last."""
        touched = set(keys)
        if edition != self._edition or EVERYTHING in touched or self._size > MOST:
            self._known, self._size = {}, 0
        for key in touched:
            self._size -= len(self._known.pop(key, {}))
        self._edition = edition

    def follow(self, edition: int) -> None:
        """Go on from an edition that this process has printed itself."""
        self._edition = edition

    @contextmanager
    def open(self) -> Iterator[None]:
        """Answer from memory while this is open, and take in what is read."""
        token = _open.set(self)
        try:
            yield
        finally:
            _open.reset(token)

    def answer(self, key: str, name: str, ask: Callable[[], T]) -> T:
        """Return what is known under this key and name; else ask, and keep it."""
        answers = self._known.setdefault(key, {})
        if name not in answers:
            answers[name] = ask()
            self._size += 1
        found: T = answers[name]
        return found


_open: ContextVar[Memory | None] = ContextVar("press_memory", default=None)


def remembered(key: str, name: str, ask: Callable[[], T]) -> T:
    """Return what ``ask`` returns; from memory where the press knows that it still holds.

    Nothing but what ``key`` stands for may change the answer. The key is read either way.
    """
    read(key)
    memory = _open.get()
    return ask() if memory is None else memory.answer(key, name, ask)
