"""Canaries: words that stand nowhere but in one field of one story."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

LETTERS = string.ascii_lowercase


class Canaries(dict[str, str]):
    """Canaries by the field in which they sit."""

    def __call__(self, field: str) -> str:
        """Return a new canary for a field: one word, good in a slug and in an address."""
        assert field not in self, f"{field} has its canary"
        self[field] = "zq" + "".join(secrets.choice(LETTERS) for _ in range(14))
        return self[field]

    def in_text(self, text: bytes | str) -> list[str]:
        """Return the fields whose canaries stand in a text, whatever the case."""
        if isinstance(text, bytes):
            text = text.decode("utf-8", "replace")
        text = text.lower()
        return [field for field, word in self.items() if word in text]


def stored(block: blocks.Block, name: str, canary: Canaries, refers: dict[type, int]) -> Any:
    """Return a value for a block as it is stored, a canary in each text that it holds.

    Made from the definitions, so that a block that is added tomorrow has its canaries too.
    ``refers`` says which picture, document and page a chooser has chosen.
    """
    if isinstance(block, blocks.StructBlock):
        inner = block.child_blocks.items()
        return {key: stored(child, f"{name}.{key}", canary, refers) for key, child in inner}
    if isinstance(block, blocks.ListBlock):
        return [stored(block.child_block, f"{name}[]", canary, refers)]
    for chooser in (ImageChooserBlock, DocumentChooserBlock, blocks.PageChooserBlock):
        if isinstance(block, chooser):
            return refers[chooser]
    return _leaf(block, name, canary)


def _leaf(block: blocks.Block, name: str, canary: Canaries) -> Any:
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{canary(name)} and <b>{canary(f'{name} (bold)')}</b></p>"
    if isinstance(block, blocks.URLBlock):
        return f"https://example.org/{canary(name)}"
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return f"Of {canary(name)}"
    if isinstance(block, blocks.ChoiceBlock):
        return block.get_default()
    if isinstance(block, blocks.BooleanBlock):
        return True
    if isinstance(block, blocks.FloatBlock):
        return 41.25
    if isinstance(block, blocks.DateBlock):
        return "2026-11-19"
    if isinstance(block, blocks.StaticBlock):
        return None
    raise AssertionError(f"no canary is known for {name}: teach this function {type(block)}")


def body_of(
    children: Iterable[tuple[str, blocks.Block]], canary: Canaries, refers: dict[type, int]
) -> list[dict[str, Any]]:
    """Return a body with every block there is, as it is stored."""
    return [
        {"type": name, "value": stored(child, f"body.{name}", canary, refers)}
        for name, child in children
    ]
