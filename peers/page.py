"""The page that says what arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from peers.comparing import Line
from peers.found import Found


@dataclass(frozen=True)
class Result:
    """What one system has after the import; times in seconds, ``said`` what it complained of."""

    system: str
    lines: list[Line]
    export: float
    importing: float
    said: list[str]
    note: str

    def text(self) -> str:
        """Return it as Markdown."""
        rows = "\n".join(f"| {line.name} | {line.left} | {line.arrived} |" for line in self.lines)
        differ = "".join(
            f"- {line.name.strip('… ')}: {escape('; '.join(line.differ[:12]), quote=False)}\n"
            for line in self.lines
            if line.differ
        )
        said = "".join(f"- it said: {each}\n" for each in self.said[:12])
        return (
            f"## {self.system}\n\nWritten in {self.export:.1f} s, imported in "
            f"{self.importing:.0f} s.\n\n| What | left | arrived the same |\n|---|---:|---:|\n"
            f"{rows}\n\n{'What differs:' if differ or said else 'Nothing differs.'}\n\n"
            f"{differ}{said}\n{self.note}\n"
        )


BROADSHEET = """
## Broadsheet

An export of everything (`broadsheet export ninjs FOLDER --all`) comes into an empty publication as
the same newspaper: the export made of that one afterwards is equal, record by record, and so is
what readers get at every address. `tests/wire/moving/broadsheet/` does it with a paper of every
block and state; [decision 23](decisions/0023-a-paper-of-ours-comes-in-as-it-left.md) says what is
compared, and what isn’t carried.
"""
"""What arrives in another Broadsheet, which the tests ask at every change."""


def written(ours: Found, results: list[Result]) -> str:
    """Return the page."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    return (
        "# What arrives in WordPress and Ghost\n\n"
        f"`python -m peers.run`, {day}: the demo's paper ({len(ours.stories)} stories and pages, "
        f"{len(ours.pictures)} pictures), with one story more that is a draft, one planned, "
        "one withdrawn and one that moved, is exported, and imported by the systems themselves "
        "into empty sites of theirs. `peers/README.md` says how.\n\n"
        + "\n".join(result.text() for result in results)
        + BROADSHEET
    )
