"""A server's memory of the store: bounded, and never older than it may be."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from broadsheet.press.segments import Segment
from broadsheet.press.store.reading import Reader, Target

FRESH_SECONDS = 0.05
"""How long a server goes on with an edition before it asks for a newer one."""

MOST_TARGETS = 20_000
OVERHEAD = 200
"""Bytes that an entry costs besides its content, or nearly so."""

Value = TypeVar("Value")
Found = tuple[Target, list[Target], list[Segment]]
"""A page, the fragments in it, and the segments of both in their order."""


class Bounded(Generic[Value]):
    """A mapping that forgets its oldest entries when they weigh more than ``most`` bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.weight = 0
        self.entries: dict[Hashable, tuple[Value, int]] = {}

    def get(self, key: Hashable) -> Value | None:
        """Return what is kept under ``key``."""
        entry = self.entries.get(key)
        return entry[0] if entry else None

    def put(self, key: Hashable, value: Value, weight: int) -> None:
        """Keep a value of so many bytes, and forget the oldest for it."""
        self.drop(key)
        self.entries[key] = (value, weight + OVERHEAD)
        self.weight += weight + OVERHEAD
        while self.weight > self.most and self.entries:
            self.drop(next(iter(self.entries)))

    def drop(self, key: Hashable) -> None:
        """Forget one entry."""
        _value, weight = self.entries.pop(key, (None, 0))
        self.weight -= weight

    def clear(self) -> None:
        """Forget everything."""
        self.entries.clear()
        self.weight = 0


class View:
    """The store as of one edition, through a memory of at most ``memory`` bytes.

    A target that isn't in the store is remembered as None. ``on_change`` is called when an
    edition has come.
    """

    def __init__(
        self, reader: Reader, *, memory: int, on_change: Callable[[], None] = lambda: None
    ) -> None:
        self.reader = reader
        self.segments: Bounded[Segment] = Bounded(memory)
        self.targets: dict[str, Target | None] = {}
        self.edition = -1
        self.complete = False
        self.on_change = on_change
        self._asked = 0.0

    def refresh(self) -> None:
        """Go on to the newest edition, if it is time to look for one."""
        now = time.monotonic()
        if now - self._asked >= FRESH_SECONDS:
            self._asked = now
            with self.reader.moment():
                self._catch_up()

    def _catch_up(self) -> None:
        edition = self.reader.edition()
        if edition == self.edition:
            return
        changed = self.reader.changes_since(self.edition) if self.edition >= 0 else None
        if changed is None:
            self.targets.clear()
        for name in changed or ():
            self.targets.pop(name, None)
        self.edition, self.complete = edition, self.reader.complete()
        self.on_change()

    def page(self, name: str) -> Found | None:
        """Return a page, the fragments in it, and the segments of both in their order.

        All of one edition: what isn't in memory is read in the moment of the newest.
        """
        try:
            return self._remembered(name)
        except KeyError:
            with self.reader.moment():
                self._catch_up()
                return self._read(name)

    def _remembered(self, name: str) -> Found | None:
        """Return the page, if there is one and all of it is in memory. Raises KeyError else."""
        hashes: list[str] = []
        fragments: list[Target] = []
        page = self._resolve(name, hashes, fragments, read=False)
        if page is None:
            return None
        return page, fragments, [self.segments.entries[each][0] for each in hashes]

    def _read(self, name: str) -> Found | None:
        hashes: list[str] = []
        fragments: list[Target] = []
        page = self._resolve(name, hashes, fragments, read=True)
        if page is None:
            return None
        missing = {each for each in hashes if self.segments.get(each) is None}
        read = self.reader.segments(missing)
        segments = [read.get(each) or self.segments.entries[each][0] for each in hashes]
        for each in read.values():
            self.segments.put(each.hash, each, len(each.gzip) + len(each.zstd))
        return page, fragments, segments

    def _resolve(
        self, name: str, hashes: list[str], fragments: list[Target], *, read: bool
    ) -> Target | None:
        """Return a target; append its segments and fragments, and theirs, in their order."""
        target = self._target(name, read)
        if target is None and "?" in name and name.startswith("@"):
            target = self._target(name.partition("?")[0], read)  # no variant for this page
        if target is None:
            return None
        for part in target.parts:
            if part.startswith("@"):
                inner = self._resolve(part, hashes, fragments, read=read)
                if inner is not None:
                    fragments.append(inner)
            else:
                hashes.append(part)
        return target

    def _target(self, name: str, read: bool) -> Target | None:
        """Return a target from memory, or from the store; KeyError where it may not be asked."""
        if name in self.targets or not read:
            return self.targets[name]
        target = self.reader.target(name)
        if len(self.targets) >= MOST_TARGETS:
            self.targets.pop(next(iter(self.targets)))
        self.targets[name] = target if target and target.status else None
        return self.targets[name]
