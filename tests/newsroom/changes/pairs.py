"""The labelled set: changes to news copy, and what each alters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.newsroom.changes.words import TEXT, Passage, Words

CHANGE = re.compile(r"\[\[(?P<before>.*?)\|(?P<after>.*?)\]\]")
FILES = ("written_first", "written_after")


@dataclass(frozen=True)
class Pair:
    """A text before and after a change, and the kinds of fact that the change alters."""

    line: str
    before: Words
    after: Words
    alters: frozenset[str]


def pairs(name: str) -> Iterator[Pair]:
    text = (Path(__file__).parent / f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            label, _colons, marked = line.partition(" :: ")
            alters = frozenset(label.split(", ")) - {"nothing"}
            yield Pair(line, side(marked, "before"), side(marked, "after"), alters)


def side(marked: str, which: str) -> Words:
    """Return a text as it was ``before`` or ``after`` its changes."""
    text = CHANGE.sub(lambda change: change[which], marked)
    headline, _bars, body = text.rpartition(" || ")
    passages = tuple(Passage(TEXT, " ".join(each.split())) for each in body.split(" ¶ "))
    return Words(headline or "A day in the city", "", "Mara Ellison", passages)
