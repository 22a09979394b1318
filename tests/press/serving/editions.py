"""Editions put into a store by hand, so that a test knows what each page is in each of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from broadsheet.press import segments
from broadsheet.press.joining import join
from broadsheet.press.segments import Segment
from broadsheet.press.store.database import connect, connect_to_read
from broadsheet.press.store.reading import Reader
from broadsheet.press.store.schema import make_tables
from broadsheet.press.store.writing import Edition, Printed, Writer

HTML = (("content-type", "text/html; charset=utf-8"),)
Parts = Sequence[bytes | str]
"""Bytes of a target's own, and the names of fragments."""

_seconds = itertools.count(1_000_000)


def writer(address: str | Path) -> Writer:
    """Open a store to print into, and empty it."""
    database = connect(str(address))
    make_tables(database)
    store = Writer(database)
    store.forget()
    return store


def reader(address: str | Path) -> Reader:
    """Open a store as a server does."""
    return Reader(connect_to_read(str(address)))


def printed(
    name: str, parts: Parts, *, status: int = 200, headers: Sequence[tuple[str, str]] = HTML
) -> Printed:
    """Return a target that is made of these parts."""
    made = [part if isinstance(part, str) else segments.make(part) for part in parts]
    own = {each.hash: each for each in made if isinstance(each, Segment)}
    names = tuple(each.hash if isinstance(each, Segment) else each for each in made)
    return Printed(name, status, tuple(headers), names, own, frozenset({"k"}), None, "a test")


def put(
    store: Writer,
    targets: Mapping[str, Parts] | Iterable[Printed],
    *,
    gone: Iterable[str] = (),
    complete: bool = True,
) -> int:
    """Put one edition; return its number."""
    if isinstance(targets, Mapping):
        targets = [printed(name, parts) for name, parts in targets.items()]
    edition = Edition(cause="a test", printed=list(targets), gone=list(gone))
    edition.state["complete"] = "1" if complete else "0"
    return store.put(edition, now=float(next(_seconds)), seconds=0.0)


def body(found: tuple[object, object, list[Segment]] | None, encoding: str = "identity") -> bytes:
    """Return the bytes of what a view found."""
    assert found is not None
    return join(found[2], encoding)
