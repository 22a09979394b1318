"""Two texts as one, in which what was taken out and what was put in is marked, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadsheet.newsroom.changes.sentences import bag, dice
from broadsheet.newsroom.changes.words import HEADING, TEXT, Words

PIECES = re.compile(r"\s+|\w+(?:[’'.,]\w+)*|[^\w\s]")
ALIKE = 0.5
"""How much of its words a paragraph must keep to be the same one, changed."""

MOST_PASSAGES, MOST_PIECES = 100**2, 2000**2
"""Passages and words that are held each against each; beyond that, all is gone and all came."""


@dataclass(frozen=True)
class Run:
    """A few words: ``mark`` is “=” for what stayed, “-” for what is gone, “+” for what came."""

    mark: str
    text: str


@dataclass(frozen=True)
class Marked:
    """A passage in which the changes are marked; ``role`` says what it is on the page."""

    role: str
    runs: tuple[Run, ...]


def marked(before: Words, after: Words) -> list[Marked]:
    """Return a text with what the next one changed: headline, standfirst, byline, passages."""
    heads = [
        Marked("headline", _by_words(before.headline, after.headline)),
        Marked("standfirst", _by_words(before.standfirst, after.standfirst)),
        Marked("byline", _by_words(before.byline, after.byline)),
    ]
    old = [(each.kind, each.text) for each in before.passages]
    new = [(each.kind, each.text) for each in after.passages]
    return [each for each in heads if each.runs] + list(_passages(old, new))


Piece = tuple[str, str]


def _passages(old: list[Piece], new: list[Piece]) -> Iterator[Marked]:
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Marked(_role(kind), (Run("=", text),)) for kind, text in old[i:j])
        else:
            yield from _changed(old[i:j], new[k:m])


def _changed(old: list[Piece], new: list[Piece]) -> Iterator[Marked]:
    """Yield passages that differ, each beside the one that it became, in order."""
    done = 0
    for kind, text in new:
        place = _like(text, old, done) if len(old) * len(new) <= MOST_PASSAGES else None
        if place is None:
            yield Marked(_role(kind), (Run("+", text),))
            continue
        yield from (Marked(_role(other), (Run("-", gone),)) for other, gone in old[done:place])
        yield Marked(_role(kind), _by_words(old[place][1], text))
        done = place + 1
    yield from (Marked(_role(kind), (Run("-", text),)) for kind, text in old[done:])


def _like(text: str, old: list[Piece], start: int) -> int | None:
    """Return the place of the first passage that this one could have been."""
    ours = bag(text)
    alike = (place for place in range(start, len(old)) if dice(bag(old[place][1]), ours) >= ALIKE)
    return next(alike, None)


def _by_words(old: str, new: str) -> tuple[Run, ...]:
    a, b = PIECES.findall(old), PIECES.findall(new)
    head = _shared(a, b)
    tail = _shared(a[head:][::-1], b[head:][::-1])
    start, end = a[:head], a[len(a) - tail :]
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    middle = _differing(a, b) if len(a) * len(b) <= MOST_PIECES else [("-", a), ("+", b)]
    runs = [("=", start), *middle, ("=", end)]
    return _joined([Run(mark, "".join(pieces)) for mark, pieces in runs if pieces])


def _shared(a: list[str], b: list[str]) -> int:
    """Return how many pieces two lists begin with in common."""
    apart = (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y)
    return next(apart, min(len(a), len(b)))


def _differing(a: list[str], b: list[str]) -> Iterator[tuple[str, list[str]]]:
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            yield "=", a[i:j]
        else:
            yield "-", a[i:j]
            yield "+", b[k:m]


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Return the runs with a lone space between two changes made part of both: it reads better."""
    gone, came = "", ""
    joined: list[Run] = []
    for place, run in enumerate([*runs, Run("=", "")]):
        within = run.mark == "=" and run.text.isspace() and 0 < place < len(runs) - 1
        if run.mark == "-" or within:
            gone += run.text
        if run.mark == "+" or within:
            came += run.text
        if run.mark == "=" and not within:
            joined += [Run("-", gone)] if gone else []
            joined += [Run("+", came)] if came else []
            joined += [run] if run.text else []
            gone, came = "", ""
    return tuple(joined)


def _role(kind: str) -> str:
    return kind if kind in {HEADING, TEXT} else "quotation" if kind == "quotation" else "note"
