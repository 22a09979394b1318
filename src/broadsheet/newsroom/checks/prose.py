"""A story's running text, as checks read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.lib.html import text_of
from broadsheet.masthead.models import Publication

_END = re.compile(r"([.!?…][”’\"')]*)\s+(?=[“‘\"'(]*[A-ZÀ-Þ])")
_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Prof|Gen|Col|Sen|Rep|Gov|[A-Z])\.$")


@dataclass(frozen=True)
class Passage:
    """One block of running text."""

    block: str
    html: str

    @property
    def text(self) -> str:
        """The words, on one line."""
        return text_of(self.html)


def passages(story: Any) -> Iterator[Passage]:
    """Yield the paragraphs, lists and boxes of a story; not what others said or wrote."""
    for block in story.body:
        if block.block_type == "paragraph":
            yield Passage(str(block.id), block.value.source)
        elif block.block_type == "list":
            yield from (Passage(str(block.id), item.source) for item in block.value["items"])
        elif block.block_type == "fact_box":
            yield Passage(str(block.id), block.value["text"].source)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. A short form with a full stop ends none."""
    found: list[str] = []
    for part in _END.sub(r"\1\n", text).split("\n"):
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def is_english() -> bool:
    """Say whether the paper's language is one that the checks of words know."""
    return Publication.load().language.lower().startswith("en")
