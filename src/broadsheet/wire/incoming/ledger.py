"""What became of each item, and why: the report that an import ends with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST_LINE = 400
FIELDS_NAMED = 20

MADE, CHANGED, SKIPPED, SET_ASIDE = "made", "changed", "skipped", "set aside"


class SetAside(Exception):  # noqa: N818  what became of it, not a type
    """An item can't be taken; the text says why, in words for who imports it."""


class LeftOut(Exception):  # noqa: N818  the same
    """A thing that is no copy, and that nobody has to look at; the text says what it is."""


def printable(text: str) -> str:
    """Return ``text`` on one line, without anything that could command a terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


@dataclass
class Ledger:
    """Takes down what became of each item."""

    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    """Fields that the format doesn't know, or that say nothing a story can hold, by name."""

    def note(self, outcome: str, where: str, why: str) -> None:
        """Take down one outcome: MADE, CHANGED, SKIPPED or SET_ASIDE."""
        self.counts[outcome] += 1
        self.lines.append(printable(f"{where}: {outcome}: {why}"))

    def close(self, report: Callable[[str], object], *, ending: str = "") -> None:
        """Tell it all, the sums last."""
        for line in self.lines:
            report(line)
        if self.unknown:
            named = self.unknown.most_common(FIELDS_NAMED)
            more = ", …" if len(self.unknown) > FIELDS_NAMED else ""
            names = ", ".join(f"{name} ({times})" for name, times in named)
            report(printable(f"Fields left out, because we don't know them: {names}{more}"))
        if ending:
            report(ending)
        sums = (f"{self.counts[name]} {name}" for name in (MADE, CHANGED, SKIPPED, SET_ASIDE))
        report(", ".join(sums) + ".")
