"""An export, record by record: the publication, who wrote, sections and topics; then the pictures;
then all else in the order of the file. The file is read three times, and never held.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from broadsheet.wire.moving.records import Broken, Other, Picture, Post, Record
from broadsheet.wire.moving.wordpress.facts import Facts, facts_of, kind_in, parts_in
from broadsheet.wire.moving.wordpress.item import Item, item_of
from broadsheet.wire.moving.wordpress.others import other_of
from broadsheet.wire.moving.wordpress.people import GUEST
from broadsheet.wire.moving.wordpress.pictures import picture_of
from broadsheet.wire.moving.wordpress.posts import KINDS, post_of
from broadsheet.wire.moving.wordpress.refusals import Unreadable
from broadsheet.wire.moving.wordpress.stream.parts import MAX_PART, Part

__all__ = ["records_of"]


def records_of(path: Path) -> Iterator[Record]:
    """Yield what an export says. Each of its items is one record: a post, a picture, something
    that has no counterpart, what is broken, or (a guest author) a person.

    Raises NotAnExport before the first record, or never; OSError where the file can't be read.
    """
    facts = facts_of(path)
    yield facts.paper
    yield from facts.people
    yield from facts.terms
    for first in (True, False):
        for place, part in enumerate(_items(path), start=1):
            if (kind_in(part) == "attachment") is first and (record := _record(part, place, facts)):
                yield record


def _items(path: Path) -> Iterator[Part]:
    return (part for part in parts_in(path) if part.name == "item")


def _record(part: Part, number: int, facts: Facts) -> Picture | Post | Other | Broken | None:
    """Return what an item is; None for a guest author, who is among the people."""
    where = f"item {number}"
    if part.inner is None:
        return Broken(where, f"it has no end, or more than {MAX_PART:,} characters")
    try:
        item = item_of(part.inner)
    except Unreadable as problem:
        return Broken(where, str(problem))
    key = facts.again.get(part.place, item.key)
    if not key:
        return Other(f"{item.key}~{where}", item.kind, item.name, "It stands in the export twice.")
    return _known(item, key, facts)


def _known(item: Item, key: str, facts: Facts) -> Picture | Post | Other | None:
    if item.kind in KINDS:
        return post_of(item, key, facts)
    if item.kind == "attachment" and (picture := picture_of(item, key, facts.paper.url)):
        return picture
    if item.kind == GUEST and key == item.key and key not in facts.same_people:
        return None
    return other_of(item, key, facts)
