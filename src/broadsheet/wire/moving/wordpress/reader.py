"""An export, record by record: the publication, who wrote, sections and topics; then the pictures;
then all else in the order of the file. The file is read three times, and never held; again, twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from broadsheet.wire.moving.records import Broken, Other, Picture, Post, Record
from broadsheet.wire.moving.wordpress.facts import Facts, facts_of, kind_in, parts_in
from broadsheet.wire.moving.wordpress.item import Item, item_of
from broadsheet.wire.moving.wordpress.others import other_of
from broadsheet.wire.moving.wordpress.people import GUEST
from broadsheet.wire.moving.wordpress.pictures import picture_of
from broadsheet.wire.moving.wordpress.posts import KINDS, post_of
from broadsheet.wire.moving.wordpress.refusals import Unreadable
from broadsheet.wire.moving.wordpress.stream.element import value_of
from broadsheet.wire.moving.wordpress.stream.parts import MAX_PART, Part
from broadsheet.wire.moving.wordpress.words import title_of

__all__ = ["Facts", "facts_of", "records_of"]


def records_of(*paths: Path, facts: Facts | None = None) -> Iterator[Record]:
    """Yield what an export says, be it in several files (large ones are cut in pieces).

    Each item is one record: a post, a picture, something that has no counterpart, what is broken,
    or (a guest author) a person. Terms without a counterpart, and comments under what is no post,
    are named besides. ``facts`` are those of the same files, if somebody has read them before.

    Raises NotAnExport before the first record, or never; OSError where the file can't be read.
    """
    facts = facts or facts_of(paths)
    yield facts.paper
    yield from facts.people
    yield from facts.terms
    yield from facts.broken
    for first in (True, False):
        for number, (file, part) in enumerate(_items(paths), start=1):
            if (kind_in(part) == "attachment") is first:
                yield from _records(part, file, number, facts)


def _items(paths: Sequence[Path]) -> Iterator[tuple[int, Part]]:
    for file, path in enumerate(paths):
        yield from ((file, part) for part in parts_in(path) if part.name == "item")


def _records(
    part: Part, file: int, number: int, facts: Facts
) -> Iterator[Picture | Post | Other | Broken]:
    """Yield what an item is; nothing for a guest author, who is among the people."""
    if part.inner is None:
        yield Broken(f"item {number}", f"it has no end, or more than {MAX_PART:,} characters")
        return
    try:
        item = item_of(part.inner)
    except Unreadable as problem:
        yield Broken(_where(part.inner, number), str(problem))
        return
    key = facts.again.get((file, part.place), item.key)
    if not key:
        key = f"{item.key}~{number}"
        yield Other(key, item.kind or "item", item.name, "It stands in the export twice.")
        return
    if record := _known(item, key, facts):
        yield record
        if item.comments and not isinstance(record, Post):
            why = f"It has {len(item.comments)} of them, and is no story."
            yield Other(f"{key}~comments", "comments", item.name, why)


def _where(inner: str, number: int) -> str:
    """Return how people find an item in the file."""
    found = re.search(r"<title>([^\0]{1,300}?)</title>", inner[:5000])
    title = title_of(value_of(found[1])) if found else ""
    return f"item {number}, “{title}”" if title else f"item {number}"


def _known(item: Item, key: str, facts: Facts) -> Picture | Post | Other | None:
    if item.kind in KINDS:
        return post_of(item, key, facts)
    if item.kind == "attachment" and (picture := picture_of(item, key, facts.paper.url)):
        return picture
    if item.kind == GUEST and key == item.key and key not in facts.same_people:
        return None
    return other_of(item, key, facts)
