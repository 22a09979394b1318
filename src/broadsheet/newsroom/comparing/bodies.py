"""A body as a sequence of blocks that are known by their keys, in any state of the story."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any
from uuid import uuid4

from broadsheet.newsroom.comparing.plain_words import block_value


class Body:
    """The blocks of one state of a story, by their keys, in order.

    A block keeps its key for life. One that has none yet, or another's (it was copied), is
    taken for a block of ``known`` that is the same and isn't here, and else for a new one.
    """

    def __init__(self, stream: Any, known: Body | None = None) -> None:
        self.blocks: dict[str, Any] = {}
        nameless: list[str] = []
        children = list(stream)
        taken = {each.id for each in children if each.id}
        for each in children:
            if each.id and each.id not in self.blocks:
                self.blocks[each.id] = each
            else:
                place = f"nameless {len(nameless)}"
                nameless.append(place)
                self.blocks[place] = each
        spare = {
            key: value for key, value in (known.values if known else {}).items() if key not in taken
        }
        names = {place: _found(block_value(self.blocks[place]), spare) for place in nameless}
        self.blocks = {names.get(key, key): block for key, block in self.blocks.items()}

    @cached_property
    def values(self) -> dict[str, Any]:
        """What each block holds, so that the same compares equal."""
        return {key: block_value(block) for key, block in self.blocks.items()}

    @property
    def keys(self) -> list[str]:
        """The blocks' keys, in order."""
        return list(self.blocks)

    def woven_with(self, other: Body) -> list[str]:
        """Return the keys of both, in this body's order, the other's own where they stand there."""
        return woven(self.keys, other.keys)

    def raw(self, key: str, *, new_key: bool = False) -> dict[str, Any]:
        """Return a block as it is stored."""
        block = self.blocks[key]
        value = block.block.get_prep_value(block.value)
        return {"type": block.block_type, "value": value, "id": str(uuid4()) if new_key else key}


def woven(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """Return ``first`` with what only ``second`` has, each after what it follows there."""
    result = list(first)
    before: str | None = None
    for key in second:
        if key not in result:
            result.insert(0 if before is None else result.index(before) + 1, key)
        before = key
    return result


def _found(value: Any, spare: dict[str, Any]) -> str:
    """Return the key of a spare block with this value, which is spare no more, or a new key."""
    for key, each in spare.items():
        if each == value:
            del spare[key]
            return key
    return str(uuid4())
