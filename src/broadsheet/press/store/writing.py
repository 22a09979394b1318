"""The one writer of the store: an edition, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from broadsheet.press.segments import Segment, is_whole
from broadsheet.press.store.reading import AT_ONCE, COLUMNS, Reader, Target, id_of, target_from
from broadsheet.press.store.schema import TABLES, empty_state

EVERYTHING = "everything"
LACKING = "SELECT 1 FROM target WHERE status = 0 AND name NOT LIKE '@%' LIMIT 1"
"""Asks for a page that could never be printed: of its address, the store knows nothing."""

KEPT_EDITIONS = 500
"""Of so many editions the store knows what they changed; a server further behind starts anew."""


@dataclass(frozen=True)
class Printed:
    """A target as a render made it. ``stale_at`` is in seconds since 1970."""

    name: str
    status: int
    headers: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]
    segments: dict[str, Segment]
    keys: frozenset[str]
    stale_at: float | None
    cause: str


@dataclass(frozen=True)
class Failed:
    """A target whose render failed: what it had read by then, and the traceback."""

    name: str
    keys: frozenset[str]
    trace: str
    cause: str


@dataclass
class Edition:
    """What one commit brings: an edition, if readers see any of it."""

    cause: str = ""
    printed: list[Printed] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    want: list[tuple[str, float, str]] = field(default_factory=list)
    """(name, place, cause) of what is to be printed later."""
    taken: list[int] = field(default_factory=list)
    """The notes of the newsroom's outbox that this takes care of."""
    state: dict[str, str] = field(default_factory=dict)


class Writer(Reader):
    """The store as the printer sees it."""

    def stale(self, keys: Iterable[str]) -> set[str]:
        """Return the names of all targets that read one of these keys."""
        keys = list(keys)
        if EVERYTHING in keys:
            return {row[0] for row in self.database.rows("SELECT name FROM target")}
        found: set[str] = set()
        for start in range(0, len(keys), AT_ONCE):
            ids = [id_of(key) for key in keys[start : start + AT_ONCE]]
            marks = ", ".join("?" * len(ids))
            sql = (
                "SELECT t.name FROM reads r JOIN target t ON t.id = r.target"
                f" WHERE r.key IN ({marks})"
            )
            found.update(row[0] for row in self.database.rows(sql, ids))
        return found

    def known(self, names: Iterable[str]) -> set[str]:
        """Return those of ``names`` that are in the store."""
        names = list(names)
        found: set[str] = set()
        for start in range(0, len(names), AT_ONCE):
            ids = [id_of(name) for name in names[start : start + AT_ONCE]]
            marks = ", ".join("?" * len(ids))
            sql = f"SELECT name FROM target WHERE status > 0 AND id IN ({marks})"
            found.update(row[0] for row in self.database.rows(sql, ids))
        return found

    def overdue(self, now: float) -> list[str]:
        """Return the names of what the clock has made stale by ``now``."""
        sql = "SELECT name FROM target WHERE stale_at <= ?"
        return [row[0] for row in self.database.rows(sql, (now,))]

    def wanted(self, limit: int) -> list[tuple[str, str]]:
        """Return (name, cause) of what waits to be printed, the first ``limit`` of it."""
        sql = "SELECT name, cause FROM wanted ORDER BY place, name LIMIT ?"
        return [(row[0], row[1]) for row in self.database.rows(sql, (limit,))]

    def named(self, prefix: str) -> list[str]:
        """Return the names of targets that begin so."""
        sql = "SELECT name FROM target WHERE status > 0 AND name >= ? AND name < ?"
        return [row[0] for row in self.database.rows(sql, (prefix, prefix + "\U0010ffff"))]

    def known_names(self) -> set[str]:
        """Return the names of all that is in the store."""
        return {row[0] for row in self.database.rows("SELECT name FROM target WHERE status > 0")}

    def oldest(self, limit: int) -> list[str]:
        """Return the names of what was printed longest ago."""
        sql = "SELECT name FROM target ORDER BY printed_at LIMIT ?"
        return [row[0] for row in self.database.rows(sql, (limit,))]

    def cause_of(self, name: str) -> str:
        """Return why a target was printed last."""
        target = self.target(name)
        return target.cause if target else ""

    def fragments(self) -> list[str]:
        """Return the names of all fragments, of those too that could never be rendered."""
        rows = self.database.rows("SELECT name FROM target WHERE name >= '@' AND name < 'A'")
        return [row[0] for row in rows]

    def failed(self) -> set[str]:
        """Return the names of targets that could not be rendered the last time."""
        return {row[0] for row in self.database.rows("SELECT name FROM failure")}

    def unused_files(self) -> list[str]:
        """Forget the files that no page shows any more, and return their names."""
        sql = (
            "SELECT id, name FROM key WHERE name >= 'file:' AND name < 'file;'"
            " AND NOT EXISTS (SELECT 1 FROM reads WHERE reads.key = key.id)"
        )
        rows = self.database.rows(sql)
        self.database.many("DELETE FROM key WHERE id = ?", [(row[0],) for row in rows])
        return [row[1].removeprefix("file:") for row in rows]

    def files(self) -> set[str]:
        """Return the files that pages show."""
        rows = self.database.rows("SELECT name FROM key WHERE name >= 'file:' AND name < 'file;'")
        return {row[0].removeprefix("file:") for row in rows}

    def mend(self, printed: Iterable[Printed]) -> list[str]:
        """Put right the segments of these targets that hold other bytes than they should.

        Returns the names of the targets whose bytes were wrong.
        """
        found = []
        for each in printed:
            stored = self.segments(each.segments)
            wrong = [each.segments[name] for name, one in stored.items() if not is_whole(one)]
            if wrong:
                found.append(each.name)
                with self.database.transaction(write=True):
                    self.database.many(
                        "UPDATE segment SET crc = ?, size = ?, gzip = ?, zstd = ? WHERE hash = ?",
                        [(s.crc, s.size, s.gzip, s.zstd, s.hash) for s in wrong],
                    )
        return found

    def forget(self) -> None:
        """Empty the store: everything is printed anew."""
        with self.database.transaction(write=True):
            for table in TABLES:
                self.database.rows(f"DELETE FROM {table}")
            self._keep_state(empty_state())

    def say(self, name: str, value: str) -> None:
        """Keep a word of the store's state."""
        with self.database.transaction(write=True):
            self._keep_state({name: value})

    def count(self, name: str, more: int) -> None:
        """Add to a number of the store's state."""
        self.say(name, str(int(self.state(name) or 0) + more))

    def put(self, edition: Edition, *, now: float, seconds: float) -> int:
        """Keep all that ``edition`` brings, at once; return the number that readers get now.

        The number rises when bytes that a reader can get have changed. A failed target
        keeps its old bytes, and what it read by then is added to what it read before.
        """
        with self.database.transaction(write=True):
            number = self.edition() + 1
            changed = [each for each in edition.printed if self._keep(each, number, now)]
            gone = [name for name in edition.gone if self._drop(name)]
            for failed in edition.failed:
                self._keep_failure(failed, now)
            self._keep_queue(edition)
            state = dict(edition.state)
            if state.get("complete") and self.database.rows(LACKING):
                state["complete"] = "0"
            if edition.taken:
                state["taken"] = " ".join(map(str, edition.taken))
            names = [*(each.name for each in changed), *gone]
            if names:
                self._keep_number(number, edition.cause, names, len(gone), now, seconds)
                state["edition"] = str(number)
            self._keep_state(state)
            return number if names else number - 1

    def _keep(self, new: Printed, number: int, now: float) -> bool:
        """Write one target; say whether readers see a difference."""
        key = id_of(new.name)
        rows = self.database.rows(f"SELECT {COLUMNS} FROM target WHERE id = ?", (key,))
        old = target_from(rows[0]) if rows else None
        same = old is not None and (old.status, old.headers, old.parts) == (
            new.status,
            new.headers,
            new.parts,
        )
        if not same:
            self._use(new.parts, new.segments)
            self._release(old)
        edition, changed = (old.edition, old.changed_at) if old and same else (number, now)
        self.database.rows(
            f"INSERT INTO target (id, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
            " headers = excluded.headers, parts = excluded.parts, edition = excluded.edition,"
            " printed_at = excluded.printed_at, changed_at = excluded.changed_at,"
            " cause = excluded.cause, stale_at = excluded.stale_at",
            (
                *(key, new.name, new.status, json.dumps(new.headers), " ".join(new.parts)),
                *(edition, now, changed, new.cause, new.stale_at),
            ),
        )
        self.database.rows("DELETE FROM reads WHERE target = ?", (key,))
        self._keep_reads(key, new.keys)
        self.database.rows("DELETE FROM failure WHERE name = ?", (new.name,))
        return not same

    def _use(self, parts: Sequence[str], segments: dict[str, Segment]) -> None:
        sql = (
            "INSERT INTO segment VALUES (?, ?, ?, ?, ?, 1)"
            " ON CONFLICT (hash) DO UPDATE SET uses = segment.uses + 1"
        )
        own = [segments[part] for part in dict.fromkeys(parts) if not part.startswith("@")]
        self.database.many(sql, [(s.hash, s.crc, s.size, s.gzip, s.zstd) for s in own])

    def _release(self, old: Target | None) -> None:
        own = [(part,) for part in dict.fromkeys(old.parts if old else ()) if part[0] != "@"]
        self.database.many("UPDATE segment SET uses = uses - 1 WHERE hash = ?", own)
        self.database.many("DELETE FROM segment WHERE hash = ? AND uses <= 0", own)

    def _keep_reads(self, target: int, keys: Iterable[str]) -> None:
        found = [(id_of(key), key) for key in sorted(keys)]
        self.database.many("INSERT INTO key VALUES (?, ?) ON CONFLICT (id) DO NOTHING", found)
        rows = [(key, target) for key, _name in found]
        self.database.many("INSERT INTO reads VALUES (?, ?) ON CONFLICT DO NOTHING", rows)

    def _drop(self, name: str) -> bool:
        """Forget a target; say whether readers could get it."""
        old = self.target(name)
        self._release(old)
        key = (id_of(name),)
        self.database.rows("DELETE FROM target WHERE id = ?", key)
        self.database.rows("DELETE FROM reads WHERE target = ?", key)
        self.database.rows("DELETE FROM failure WHERE name = ?", (name,))
        return old is not None and old.status > 0

    def _keep_failure(self, failed: Failed, now: float) -> None:
        key = id_of(failed.name)
        self.database.rows(
            f"INSERT INTO target (id, {COLUMNS}) VALUES (?, ?, 0, '[]', '', 0, ?, ?, ?, NULL)"
            " ON CONFLICT (id) DO UPDATE SET printed_at = excluded.printed_at, stale_at = NULL",
            (key, failed.name, now, now, failed.cause),
        )
        self._keep_reads(key, failed.keys)
        self.database.rows(
            "INSERT INTO failure VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
            " SET at = excluded.at, cause = excluded.cause, trace = excluded.trace",
            (failed.name, now, failed.cause, failed.trace),
        )

    def _keep_queue(self, edition: Edition) -> None:
        settled = [*(p.name for p in edition.printed), *edition.gone]
        settled += [failed.name for failed in edition.failed]
        self.database.many("DELETE FROM wanted WHERE name = ?", [(name,) for name in settled])
        self.database.many(
            "INSERT INTO wanted VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING", edition.want
        )

    def _keep_number(
        self, number: int, cause: str, names: list[str], gone: int, now: float, seconds: float
    ) -> None:
        fragments = sum(1 for name in names if name.startswith("@"))
        counts = (len(names) - fragments - gone, fragments, gone)
        self.database.rows(
            "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, now, cause, *counts, seconds),
        )
        rows = [(number, name) for name in dict.fromkeys(names)]
        self.database.many("INSERT INTO change VALUES (?, ?)", rows)
        for table, column in (("change", "edition"), ("edition", "number")):
            self.database.rows(
                f"DELETE FROM {table} WHERE {column} <= ?",
                (number - KEPT_EDITIONS,),
            )

    def _keep_state(self, state: dict[str, str]) -> None:
        self.database.many(
            "INSERT INTO state VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            state.items(),
        )
