"""What the press says of itself: for its command, and for the editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from broadsheet.press.notes import waiting
from broadsheet.press.store.reading import Reader, Target, id_of


@dataclass(frozen=True)
class Failure:
    """A target that could not be rendered: readers get what was printed before."""

    name: str
    at: datetime
    cause: str
    trace: str


@dataclass(frozen=True)
class Status:
    """The press as it is now. ``size`` is in bytes, both encodings together."""

    edition: int
    at: datetime | None
    cause: str
    pages: int
    fragments: int
    size: int
    waiting: int
    notes: int
    complete: bool
    oldest: datetime | None
    healed: int
    probe: str
    failures: list[Failure]


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


@dataclass(frozen=True)
class Trouble:
    """What is wrong with the press: failed pages, what the probe saw, a store out of reach."""

    failures: list[Failure]
    probe: str
    unreadable: str = ""


def trouble(store: Reader) -> Trouble | None:
    """Return what is wrong with the press, or None. Costs little: every dashboard asks."""
    found = Trouble(failures(store), store.state("probe"))
    return found if found.failures or found.probe else None


def status(store: Reader) -> Status:
    """Return how the press stands."""
    rows = store.database.rows
    edition = rows("SELECT number, at, cause FROM edition ORDER BY number DESC LIMIT 1")
    number, at, cause = edition[0] if edition else (store.edition(), None, "")
    all_there = "SELECT COUNT(*), MIN(printed_at) FROM target WHERE status > 0"
    count, oldest = rows(all_there)[0]
    fragments = rows("SELECT COUNT(*) FROM target WHERE status > 0 AND name LIKE '@%'")[0][0]
    size = rows("SELECT COALESCE(SUM(LENGTH(gzip) + LENGTH(zstd)), 0) FROM segment")[0][0]
    return Status(
        edition=int(number),
        at=_time(at),
        cause=cause,
        pages=count - fragments,
        fragments=fragments,
        size=int(size),
        waiting=int(rows("SELECT COUNT(*) FROM wanted")[0][0]),
        notes=waiting(store.state("taken")).count(),
        complete=store.complete(),
        oldest=_time(oldest),
        healed=int(store.state("healed") or 0),
        probe=store.state("probe"),
        failures=failures(store),
    )


def failures(store: Reader, limit: int = 20) -> list[Failure]:
    """Return what could not be rendered, the newest first."""
    sql = "SELECT name, at, cause, trace FROM failure ORDER BY at DESC LIMIT ?"
    return [
        Failure(name, datetime.fromtimestamp(at, UTC), cause, trace)
        for name, at, cause, trace in store.database.rows(sql, (limit,))
    ]


@dataclass(frozen=True)
class Why:
    """A target, and the keys that it read."""

    target: Target
    keys: list[str]

    @property
    def printed(self) -> datetime:
        """When it was rendered last."""
        return datetime.fromtimestamp(self.target.printed_at, UTC)

    @property
    def changed(self) -> datetime:
        """When its bytes became what they are."""
        return datetime.fromtimestamp(self.target.changed_at, UTC)


def why(store: Reader, name: str) -> list[Why]:
    """Return a page and all the fragments in it, each with what it read; empty: no such page."""
    found: dict[str, Why] = {}
    todo = [name]
    while todo:
        each = todo.pop(0)
        target = store.target(each)
        if target is None and "?" in each:
            each = each.partition("?")[0]
            target = store.target(each)
        if target is None or each in found:
            continue
        found[each] = Why(target, keys_of(store, each))
        todo += [part for part in target.parts if part.startswith("@")]
    return list(found.values())


def keys_of(store: Reader, name: str) -> list[str]:
    """Return the keys that a target read."""
    sql = "SELECT k.name FROM reads r JOIN key k ON k.id = r.key WHERE r.target = ? ORDER BY 1"
    return [row[0] for row in store.database.rows(sql, (id_of(name),))]
