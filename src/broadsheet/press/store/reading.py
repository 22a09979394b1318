"""What servers read of the store: targets, segments, and what the last editions changed."""

from __future__ import annotations

import functools
import hashlib
import json
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import psycopg

from broadsheet.press.segments import Segment
from broadsheet.press.store.database import Database, Row

AT_ONCE = 400
"""Values in one statement: SQLite takes a limited number."""


def id_of(name: str) -> int:
    """Return the number of a target or a key: 64 bits of its name's hash."""
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Target:
    """A page or a fragment as it was last printed.

    ``parts`` are hashes of segments, and names of fragments with their “@”. Times are
    seconds since 1970; ``edition`` is the last that changed it.
    """

    name: str
    status: int
    headers: Headers
    parts: tuple[str, ...]
    edition: int
    printed_at: float
    changed_at: float
    cause: str
    stale_at: float | None

    @property
    def is_fragment(self) -> bool:
        """Whether this is a part that pages share."""
        return self.name.startswith("@")


COLUMNS = "name, status, headers, parts, edition, printed_at, changed_at, cause, stale_at"


def target_from(row: Row) -> Target:
    """Return the target that a row of ``COLUMNS`` is."""
    name, status, headers, parts, *rest = row
    return Target(name, status, _pairs(headers), tuple(parts.split()), *rest)


@functools.lru_cache(maxsize=256)
def _pairs(headers: str) -> Headers:
    """Return a target's headers: nearly all pages have the same, and share them in memory."""
    return tuple((key, value) for key, value in json.loads(headers))


class Reader:
    """The store as a server sees it. It never writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def moment(self) -> AbstractContextManager[None]:
        """Return a context in which everything is read as of one edition."""
        context: AbstractContextManager[None] = self.database.transaction(write=False)
        return context

    def is_there(self) -> bool:
        """Say whether there is a store. Raises what keeps one from being read."""
        try:
            self.database.rows("SELECT 1 FROM state")
        except (FileNotFoundError, psycopg.errors.UndefinedTable):
            return False
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            return False
        return True

    def states(self) -> dict[str, str]:
        """Return all values of the store's state."""
        return {str(row[0]): str(row[1]) for row in self.database.rows("SELECT * FROM state")}

    def state(self, name: str) -> str:
        """Return a value of the store's state: ``edition``, ``taken``, ``complete``."""
        rows = self.database.rows("SELECT value FROM state WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def edition(self) -> int:
        """Return the number of the edition that readers get."""
        return int(self.state("edition") or 0)

    def complete(self) -> bool:
        """Say whether all there is has been printed: what isn't here then is nowhere."""
        return self.state("complete") == "1"

    def target(self, name: str) -> Target | None:
        """Return the page at a path, or the fragment of a name."""
        rows = self.database.rows(f"SELECT {COLUMNS} FROM target WHERE id = ?", (id_of(name),))
        return target_from(rows[0]) if rows else None

    def segments(self, hashes: Iterable[str]) -> dict[str, Segment]:
        """Return these segments by their hashes."""
        wanted, found = list(hashes), {}
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT hash, crc, size, gzip, zstd FROM segment WHERE hash IN ({marks})"
            for name, crc, size, gzip, zstd in self.database.rows(sql, some):
                found[name] = Segment(name, crc, size, bytes(gzip), bytes(zstd))
        return found

    def changes_since(self, edition: int) -> list[str] | None:
        """Return the names that editions after ``edition`` changed; None: too many to tell."""
        first = self.database.rows("SELECT MIN(edition) FROM change")[0][0]
        if edition < self.edition() and (first is None or first > edition + 1):
            return None
        found = self.database.rows("SELECT name FROM change WHERE edition > ?", (edition,))
        return [str(row[0]) for row in found]

    def changed_in(self, edition: int) -> list[str]:
        """Return the names whose bytes an edition changed."""
        rows = self.database.rows("SELECT name FROM change WHERE edition = ?", (edition,))
        return [str(row[0]) for row in rows]

    def whole(self, name: str) -> tuple[Target, list[Segment]] | None:
        """Return a page with all its segments, fragments resolved: what readers get."""
        hashes: list[str] = []
        target = self._resolve(name, hashes)
        if target is None:
            return None
        found = self.segments(hashes)
        return target, [found[each] for each in hashes]

    def _resolve(self, name: str, hashes: list[str]) -> Target | None:
        target = self.target(name)
        if (target is None or not target.status) and name.startswith("@") and "?" in name:
            target = self.target(name.partition("?")[0])
        if target is None or not target.status:
            return None
        for part in target.parts:
            if part.startswith("@"):
                self._resolve(part, hashes)
            else:
                hashes.append(part)
        return target
