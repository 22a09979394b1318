"""A story's words as readers read them: no pictures, no links, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from math import inf
from typing import Any

from wagtail import blocks

from broadsheet.lib.html import text_of

HEADING, TEXT, QUOTATION, NOTE = "heading", "text", "quotation", "note"
"""Kinds of passage. A note is one that was put into the text by hand (a correction block)."""

KINDS = {"heading": HEADING, "quote": QUOTATION, "correction": NOTE}
"""Blocks, and parts of blocks, whose passages are more than text."""

NOT_WORDS = {"also_read", "latitude", "longitude", "alt"}
"""What leads elsewhere, or isn't read where the story is."""

PARAGRAPH_ENDS = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>|\n")


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, a line of a list, a caption."""

    kind: str
    text: str


@dataclass(frozen=True)
class Words:
    """All that was to be read in a story at one time."""

    headline: str
    standfirst: str
    byline: str
    passages: tuple[Passage, ...]

    def stored(self) -> dict[str, Any]:
        """Return the words as JSON keeps them."""
        return asdict(self)

    @classmethod
    def restored(cls, stored: dict[str, Any]) -> Words:
        """Return the words that ``stored`` said."""
        passages = tuple(Passage(**each) for each in stored["passages"])
        return cls(stored["headline"], stored["standfirst"], stored["byline"], passages)


def words_of(story: Any) -> Words:
    """Return the words of a story as it is in memory; it need not be saved."""
    # By the row where no order is told: a database gives such rows in any.
    bylines = sorted(story.bylines.all(), key=lambda each: (each.sort_order or 0, each.pk or inf))
    return Words(
        headline=_line(story.title),
        standfirst=_line(story.standfirst),
        byline=", ".join(each.display_name for each in bylines),
        passages=tuple(_passages(story)),
    )


def _passages(story: Any) -> Iterator[Passage]:
    if story.hero and story.hero_caption:
        yield Passage(TEXT, _line(story.hero_caption))
    yield from passages_of(story.body)


def passages_of(body: Any) -> Iterator[Passage]:
    """Yield the passages of a body, in their order."""
    children = body.stream_block.child_blocks
    for raw in body.raw_data:
        block, name = children.get(raw["type"]), raw["type"]
        if block is not None and name not in NOT_WORDS:
            for part, text in _parts(block, raw["value"], name):
                if text:
                    yield Passage(KINDS.get(name) or KINDS.get(part, TEXT), text)


def _parts(block: blocks.Block, value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a block with the name of the part that it stands in."""
    if isinstance(block, blocks.StructBlock) and "quote" in block.child_blocks:
        for part, child in _read_children(block):
            yield from ((part, text) for text in _texts(child, value.get(part)))
    else:
        yield from ((name, text) for text in _texts(block, value))


def _texts(block: blocks.Block, value: Any) -> Iterator[str]:
    """Yield what is to be read in a block's value as it is stored."""
    if value is None:
        return
    if isinstance(block, blocks.StructBlock):
        inner = [(child, value.get(name)) for name, child in _read_children(block)]
        if any(isinstance(child, blocks.FloatBlock) for child, _each in inner):
            yield ": ".join(text for child, each in inner for text in _texts(child, each))
        else:
            yield from (text for child, each in inner for text in _texts(child, each))
    elif isinstance(block, blocks.ListBlock):
        yield from _of_list(block, value)
    elif isinstance(block, blocks.RichTextBlock):
        yield from map(text_of, PARAGRAPH_ENDS.split(str(getattr(value, "source", value))))
    elif isinstance(block, blocks.FloatBlock):
        yield f"{value:g}"
    elif isinstance(block, blocks.TextBlock) or type(block) is blocks.CharBlock:
        yield from map(_line, str(value).splitlines())


def _read_children(block: blocks.StructBlock) -> Iterator[tuple[str, blocks.Block]]:
    return ((name, child) for name, child in block.child_blocks.items() if name not in NOT_WORDS)


def _of_list(block: blocks.ListBlock, value: Any) -> Iterator[str]:
    """Yield the items of a list, or its rows where its items are lists: each row is a line."""
    child = block.child_block
    for item in value:
        stored = item["value"] if isinstance(item, dict) and "value" in item else item
        texts = _texts(child, stored)
        if isinstance(child, blocks.ListBlock):
            yield " | ".join(texts)
        else:
            yield from texts


def _line(text: str) -> str:
    return " ".join((text or "").split())
