"""The tables of docs/rights.md, which are the specification: read, not repeated."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.staff.roles import EVERY_ROLE

PAGE = Path(__file__).parents[2] / "docs" / "rights.md"
STATES = ("draft", "with the desk", "scheduled", "public", "withdrawn")
PLANS = ("pitched", "assigned", "in progress", "spiked")
WHOSE = ("own", "desk's", "other's")
NOBODYS = "–"


@dataclass(frozen=True)
class Cell:
    """May this role do this to such a story?"""

    role: str
    act: str
    state: str
    whose: str
    allowed: bool


def cells(heading: str = "Stories", known: tuple[str, ...] = STATES) -> Iterator[Cell]:
    """Yield every cell of the table of stories, or of plans, once."""
    for act, states, *said in _rows(heading):
        for state in known if states == "every state" else states.split(", "):
            assert state in known, f"{act}: there is no state “{state}”"
            for role, words in zip(EVERY_ROLE, said, strict=True):
                for whose in WHOSE:
                    yield Cell(role, act, state, whose, _allows(words, whose))


def things() -> Iterator[tuple[str, str, bool]]:
    """Yield thing, role and whether it may, of the table of everything else."""
    for thing, *said in _rows("Everything else"):
        for role, word in zip(EVERY_ROLE, said, strict=True):
            assert word in {"yes", NOBODYS}, f"{thing}: {word}"
            yield thing, role, word == "yes"


def _allows(words: str, whose: str) -> bool:
    named = words.split(", ")
    assert set(named) <= {"any", "own", "desk's", NOBODYS}, words
    return "any" in named or whose in named


def _rows(heading: str) -> Iterator[list[str]]:
    """Yield the rows of the table under a heading, without its head."""
    lines = iter(PAGE.read_text("utf-8").splitlines())
    below = itertools.dropwhile(lambda line: line != f"## {heading}", lines)
    table = itertools.dropwhile(lambda line: not line.startswith("|"), below)
    rows = list(itertools.takewhile(lambda line: line.startswith("|"), table))
    for row in rows[2:]:
        yield [cell.strip() for cell in row.strip("|").split("|")]
