"""A text in sentences; which of two texts' sentences belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadsheet.newsroom.changes.names import ABBREVIATIONS
from broadsheet.newsroom.changes.quotations import spans

ENDS = re.compile(r"([.!?…]+[\"”’»)\]]*)\s+(?=[\"“‘«(\[]*[A-ZÀ-ÞА-Я0-9$€£])")
WORD = re.compile(r"\w+")

ALIKE = 0.34
"""How much of its words two sentences must share to be one, changed (Dice's coefficient)."""

MOST_PAIRS = 40_000
"""More sentences than that are not paired: each would be held against each."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, what of it is quoted, and the rest, in which “” stands for each quotation."""

    text: str
    quoted: tuple[str, ...]
    rest: str


def sentences(passage: str) -> Iterator[Sentence]:
    """Yield the sentences of a passage; a quotation may go through several of them."""
    quotations = spans(passage)
    for start, end in _bounds(passage):
        inside = [(max(a, start), min(b, end)) for a, b in quotations if a < end and b > start]
        rest, last = "", start
        for a, b in inside:
            rest, last = f"{rest}{passage[last:a]}“”", b
        quoted = tuple(passage[a:b].strip() for a, b in inside)
        yield Sentence(passage[start:end].strip(), quoted, (rest + passage[last:end]).strip())


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end. An abbreviation's full stop ends none."""
    start = 0
    for end in ENDS.finditer(text):
        last = text[start : end.start()].rsplit(maxsplit=1)
        word = last[-1].lower().lstrip('(“"‘') if last else ""
        if end[1] == "." and (word in ABBREVIATIONS or re.fullmatch(r"[^\W\d_]", word)):
            continue
        yield start, end.end(1)
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def plain(text: str) -> str:
    """Return a text with one kind of quotation mark, apostrophe, dash and space."""
    text = text.translate(_TYPOGRAPHY)
    return " ".join(text.split())


_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟«»–—−\u00a0\u202f\u2011", "''''" + '"' * 6 + "---  -")


def without_what_stayed(
    old: list[Sentence], new: list[Sentence]
) -> tuple[list[Sentence], list[Sentence]]:
    """Return both lists without the sentences that both have, wherever these stand."""
    return _besides(old, new), _besides(new, old)


def _besides(some: Iterable[Sentence], others: Iterable[Sentence]) -> list[Sentence]:
    there = Counter(plain(each.text) for each in others)
    left = []
    for each in some:
        if there[plain(each.text)]:
            there[plain(each.text)] -= 1
        else:
            left.append(each)
    return left


Pair = tuple[Sentence | None, Sentence | None]


def pairs(old: list[Sentence], new: list[Sentence]) -> list[Pair]:
    """Return which old sentence became which new one; None for the other of one that has none.

    The most alike are taken first. The new text's order comes first, then what is gone.
    """
    found: dict[int, int] = {}
    if len(old) * len(new) <= MOST_PAIRS:
        ours, theirs = [bag(each.text) for each in old], [bag(each.text) for each in new]
        alike = (
            (dice(a, b), -abs(i - j), i, j)
            for i, a in enumerate(ours)
            for j, b in enumerate(theirs)
        )
        taken: set[int] = set()
        for much, _near, i, j in sorted(alike, reverse=True):
            if much >= ALIKE and i not in taken and j not in found:
                taken.add(i)
                found[j] = i
    gone = sorted(set(range(len(old))) - set(found.values()))
    together: list[Pair] = [
        (old[found[j]] if j in found else None, each) for j, each in enumerate(new)
    ]
    return [*together, *((old[i], None) for i in gone)]


def bag(sentence: str) -> Counter[str]:
    """Return how often each word stands in a sentence."""
    return Counter(WORD.findall(sentence.lower()))


def dice(a: Counter[str], b: Counter[str]) -> float:
    """Return how much two texts have in common, from 0 to 1 (Dice's coefficient)."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
