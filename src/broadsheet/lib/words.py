"""Two texts, word by word: what each has that the other hasn't."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

_WORD = re.compile(r"\n+|[^\S\n]+|\w+(?:[’'.,-]\w+)*|[^\w\s]")
"""A word with what joins its parts (“co-op”, “1,200”), a sign, or the space between them."""


@dataclass(frozen=True)
class Piece:
    """Some words of a text, and whether the other text lacks them."""

    text: str
    own: bool


def words_of(text: str) -> list[str]:
    """Return the text in its words, signs and spaces; joined they are the text again."""
    return _WORD.findall(text)


def compared(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, those marked that the other lacks.

    The pieces of each, joined, are that text. Costs about the product of the lengths of the
    parts that differ: compare paragraphs, not books.
    """
    left, right = words_of(one), words_of(other)
    kept = SequenceMatcher(None, left, right, autojunk=len(left) > LONG).get_matching_blocks()
    mine, theirs = [True] * len(left), [True] * len(right)
    for block in kept:
        mine[block.a : block.a + block.size] = [False] * block.size
        theirs[block.b : block.b + block.size] = [False] * block.size
    return _pieces(left, mine), _pieces(right, theirs)


LONG = 2000
"""Above so many words, those that stand everywhere (“the”, a space) no longer line texts up."""


def _pieces(words: list[str], own: list[bool]) -> list[Piece]:
    """Join neighbours that are alike; a space between two words of its own is its own too."""
    for i in range(1, len(words) - 1):
        if words[i].isspace() and "\n" not in words[i] and own[i - 1] and own[i + 1]:
            own[i] = True
    pairs = zip(words, own, strict=True)
    return [
        Piece("".join(word for word, _own in group), mark)
        for mark, group in groupby(pairs, key=lambda pair: pair[1])
    ]
