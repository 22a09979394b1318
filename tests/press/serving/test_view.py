"""A server's view of the store: always one edition, never older than it may be.

C1, C2. A writer puts editions of pages, of fragments, of fragments in fragments and of their
variants; servers look whenever they like, through memories of any size.
"""

from __future__ import annotations

import itertools

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from broadsheet.press.cache import FRESH_SECONDS, View
from tests.press.serving.editions import Parts, body, put, reader, writer

PAGES = ["/", "/world/", "/world/a/", "/world/b/"]
VARIANTS = ["@latest?1", "@latest?2"]
FRAGMENTS = ["@foot", "@latest", *VARIANTS, "@strip"]
INNER = {"@foot": ["@strip"], "@latest": ["@strip", "@nowhere"], "@strip": []}
MEMORIES = [0, 4_000, 20_000, 10**7]

Snapshot = dict[str, Parts]


def _expected(snapshot: Snapshot, name: str) -> bytes:
    """Return what a target is in an edition; a variant that isn't there is its base."""
    parts = snapshot.get(name)
    if parts is None and "?" in name:
        parts = snapshot.get(name.partition("?")[0])
    return b"".join(
        part if isinstance(part, bytes) else _expected(snapshot, part) for part in parts or ()
    )


class Newsstand(RuleBasedStateMachine):
    """One writer and several servers. ``snapshots`` is every edition that there was."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.now = 0.0
        self.words = itertools.count()
        self.store = writer(address)
        self.snapshots: list[Snapshot] = [{}]
        self.came = [self.now]
        self.views = [
            View(reader(address), memory=memory, clock=lambda: self.now) for memory in MEMORIES
        ]
        self.looked_at = [0] * len(self.views)

    def teardown(self) -> None:
        for store in (self.store, *(view.reader for view in self.views)):
            store.database.close()

    def _own(self, name: str) -> bytes:
        return f"<{name} {next(self.words)}>".encode() * 20

    def _edition(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)
        self.came.append(self.now)

    @initialize()
    def begin(self) -> None:
        self.publish(names={*PAGES, *FRAGMENTS}, inner=["@latest?1", "@foot"], gone=set())

    @rule(
        names=st.sets(st.sampled_from(PAGES + FRAGMENTS), min_size=1),
        inner=st.lists(st.sampled_from(FRAGMENTS), max_size=4),
        gone=st.sets(st.sampled_from(PAGES + VARIANTS), max_size=2),
    )
    def publish(self, names: set[str], inner: list[str], gone: set[str]) -> None:
        made: Snapshot = {}
        for name in names - gone:
            parts = INNER[name.partition("?")[0]] if name.startswith("@") else inner
            made[name] = [self._own(name), *parts, self._own(name)]
        before = {key: each for key, each in self.snapshots[-1].items() if key not in gone}
        put(self.store, made, gone=sorted(gone))
        self._edition({**before, **made})

    @rule()
    def print_everything_anew(self) -> None:
        self.store.forget()
        self._edition({})
        self.publish(names=set(PAGES[:2]), inner=[], gone=set())

    @rule(seconds=st.sampled_from([FRESH_SECONDS / 3, FRESH_SECONDS, 1.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(who=st.integers(0, len(MEMORIES) - 1), names=st.lists(st.sampled_from(PAGES), min_size=1))
    def look(self, who: int, names: list[str]) -> None:
        view = self.views[who]
        for name in names:
            view.refresh()
            found = view.page(name)
            seen = None if found is None else body(found)
            possible = self._editions_that_say(name, seen)
            assert possible, f"{name} is of no edition that there was: {seen!r}"
            assert possible[-1] >= self.looked_at[who], "a server went back"
            assert possible[-1] >= self._oldest_allowed(), "older than it may be"
            self.looked_at[who] = max(
                self.looked_at[who], next(e for e in possible if e >= self.looked_at[who])
            )

    def _editions_that_say(self, name: str, seen: bytes | None) -> list[int]:
        return [
            number
            for number, snapshot in enumerate(self.snapshots)
            if (_expected(snapshot, name) if name in snapshot else None) == seen
        ]

    def _oldest_allowed(self) -> int:
        """Return the newest edition of those that came so long ago that all must know it."""
        known = [number for number, at in enumerate(self.came) if at <= self.now - FRESH_SECONDS]
        return max(known, default=0)

    @invariant()
    def memories_are_bounded(self) -> None:
        for view, memory in zip(self.views, MEMORIES, strict=True):
            assert view.segments.weight + view.targets.weight <= memory


def test_every_page_is_of_one_edition_and_of_none_too_old(address: str) -> None:
    run_state_machine_as_test(
        lambda: Newsstand(address),
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            deadline=None,
            database=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
