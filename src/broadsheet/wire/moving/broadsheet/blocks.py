"""Blocks of a body as they are stored, checked part by part, their keys made ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from broadsheet.lib.html import followed
from broadsheet.newsroom.blocks import BodyBlock
from broadsheet.wire.moving.broadsheet import rich
from broadsheet.wire.outgoing.exports.records import Block

Find = Callable[[str, int], int | None]
"""Gives the key here of a photo, a file or a page, by its key there."""

_FIELDS = {
    ImageChooserBlock: "photo",
    DocumentChooserBlock: "file",
    blocks.PageChooserBlock: "page",
}
_LINKS = {"page": "page", "document": "file"}
LARGEST = 1e300
BODY = BodyBlock()


@dataclass
class Body:
    """A body's blocks for its field, and those that have no place here, as they came."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    strange: list[dict[str, Any]] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


def laid_out(found: Iterable[Block], find: Find) -> Body:
    """Return the blocks as they are stored here. What is none of ours is kept apart, and told."""
    body = Body()
    for each in found:
        try:
            child = BODY.child_blocks.get(each.type)
            if child is None:
                raise ValueError("we have no such block")
            value = _fit(child, each.value, find)
            body.blocks.append({"type": each.type, "value": value, "id": str(uuid4())})
        except ValueError as reason:
            body.strange.append({"type": each.type, "value": each.value})
            body.why.append(f"{each.type[:40]}: {reason}")
    return body


def stored_rich(html: str, find: Find) -> str:
    """Return rich text, its links led to our rows."""
    return rich.kept(html, lambda kind, key: find(_LINKS[kind], key))


def _fit(block: Any, value: Any, find: Find) -> Any:
    if isinstance(block, blocks.StructBlock):
        return _struct(block, value, find)
    if isinstance(block, blocks.ListBlock):
        return _list(block, value, find)
    if isinstance(block, blocks.StaticBlock):
        return None
    if isinstance(block, blocks.RichTextBlock):
        return stored_rich(_text(value), find)
    for kind, name in _FIELDS.items():
        if isinstance(block, kind):
            return _key(value, name, find)
    return _plain(block, value)


def _struct(block: Any, value: Any, find: Find) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("its parts have no names")
    if strange := value.keys() - block.child_blocks.keys():
        raise ValueError(f"it has a part that ours has not: {min(strange)[:40]}")
    children = block.child_blocks
    return {name: _fit(children[name], each, find) for name, each in value.items()}


def _list(block: Any, value: Any, find: Find) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("it should be a list")
    return [_item(block.child_block, each, find) for each in value]


def _item(block: Any, item: Any, find: Find) -> Any:
    """Return an item: Wagtail stores each with a name of its own, and stored it bare before."""
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        name = _text(item.get("id") or str(uuid4()))[:36]
        return {"type": "item", "value": _fit(block, item["value"], find), "id": name}
    return _fit(block, item, find)


def _key(value: Any, name: str, find: Find) -> int | None:
    if value is None:
        return None
    if type(value) is not int:
        raise ValueError("what it names has no number")
    return find(name, value)


def _plain(block: Any, value: Any) -> Any:
    if isinstance(block, blocks.BooleanBlock):
        if not isinstance(value, bool):
            raise ValueError("it should be yes or no")
        return value
    if isinstance(block, blocks.FloatBlock):
        return _number(value)
    text = "" if value is None else _text(value)
    if isinstance(block, blocks.DateBlock):
        date.fromisoformat(text) if text else None
    if isinstance(block, blocks.ChoiceBlock) and text not in dict(block.field.choices):
        raise ValueError("it is of a kind that ours isn’t")
    if isinstance(block, blocks.URLBlock) and text and not followed(text):
        raise ValueError("it leads to no address of the web")
    return value


def _number(value: Any) -> Any:
    if value is None or (type(value) in {int, float} and abs(value) < LARGEST):
        return value
    raise ValueError("it should be a number")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("it should be a text")
    return value
