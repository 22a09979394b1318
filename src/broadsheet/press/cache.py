"""A server's memory of the store: bounded, and never older than it may be."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from broadsheet.press.segments import Segment
from broadsheet.press.store.reading import Reader, Target
from broadsheet.press.store.schema import VERSION

log = logging.getLogger(__name__)

FRESH_SECONDS = 0.05
"""How long a server goes on with an edition before it asks for a newer one."""

LONGEST_PAUSE_SECONDS = 5.0
"""A store that can't be read is asked again after a pause that grows up to this one."""

TARGETS_SHARE = 4
"""What of the memory is for targets, as against segments: one part in so many."""

OVERHEAD = 200
"""Bytes that an entry costs besides its content, or nearly so."""

PER_PART = 100
"""Bytes that a target's part costs: a hash, or a name, in a tuple."""

Value = TypeVar("Value")
Found = tuple[Target, list[Target], list[Segment]]
"""A page, the fragments in it, and the segments of both in their order."""


class OutOfReach(Exception):  # noqa: N818  what the store is
    """The store can't be read at the moment."""


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
        while self.weight > self.most:
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
    edition has come. In a store of another version (``readable`` is False) is nothing: the
    press will empty it. For one thread at a time.
    """

    def __init__(
        self,
        reader: Reader,
        *,
        memory: int,
        on_change: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.reader = reader
        self.clock = clock
        for_targets = memory // TARGETS_SHARE
        self.segments: Bounded[Segment] = Bounded(memory - for_targets)
        self.targets: Bounded[Target | None] = Bounded(for_targets)
        self.store = ""
        self.edition = -1
        self.readable = False
        self.complete = False
        self.on_change = on_change
        self.fresh_until = -math.inf
        self.failures = 0

    def refresh(self) -> None:
        """Go on to the newest edition, if it is time to look for one.

        With the store out of reach, stay at the last, and look again after a pause.
        """
        now = self.clock()
        if now < self.fresh_until:
            return
        try:
            with self.reader.moment():
                self._catch_up()
        except Exception:
            self._rest()
        else:
            self.failures, self.fresh_until = 0, now + FRESH_SECONDS

    def _rest(self) -> None:
        log.exception("The press's store can't be read; readers get what is in memory.")
        self.failures += 1
        pause = min(FRESH_SECONDS * 2**self.failures, LONGEST_PAUSE_SECONDS)
        self.fresh_until = self.clock() + pause

    def _catch_up(self) -> None:
        state = self.reader.states()
        self.readable = state.get("version") == VERSION
        self.complete = self.readable and state["complete"] == "1"
        store, edition = state.get("store", ""), int(state.get("edition", 0))
        if (store, edition) == (self.store, self.edition):
            return
        same = self.readable and store == self.store
        changed = self.reader.changes_since(self.edition) if same else None
        if changed is None:
            self.targets.clear()
        for name in changed or ():
            self.targets.drop(name)
        self.store, self.edition = store, edition
        self.on_change()

    def page(self, name: str) -> Found | None:
        """Return a page, the fragments in it, and the segments of both in their order.

        All of one edition: what isn't in memory is read in the moment of the newest. Raises
        OutOfReach when it can't be read.
        """
        try:
            return self._remembered(name)
        except KeyError:
            if self.failures:
                raise OutOfReach(name) from None
        try:
            with self.reader.moment():
                self._catch_up()
                return self._read(name) if self.readable else None
        except Exception as error:
            self._rest()
            raise OutOfReach(name) from error

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
        kept = self.targets.entries.get(name)
        if kept is not None:
            return kept[0]
        if not read:
            raise KeyError(name)
        target = self.reader.target(name)
        found = target if target and target.status else None
        self.targets.put(name, found, len(name) + PER_PART * (len(found.parts) if found else 0))
        return found
