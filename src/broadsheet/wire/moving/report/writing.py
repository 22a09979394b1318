"""The report as two files: one for people to open, one for programs to check."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from broadsheet.lib import clock
from broadsheet.wire.moving.models import Move, Outcome
from broadsheet.wire.moving.records import Record
from broadsheet.wire.moving.report.accounts import Accounts, Line, accounts_of, lines_of
from broadsheet.wire.moving.report.addresses import answers_of


@dataclass(frozen=True)
class Written:
    """A report that was written: where, its sums, and how many addresses lead astray.

    ``asked`` are those that our server was asked for; of ``looked_up`` the tables tell.
    """

    page: Path
    accounts: Accounts
    asked: int
    looked_up: int
    astray: int

    @property
    def is_whole(self) -> bool:
        """Say whether everything is accounted for, and every address leads where it should."""
        return self.accounts.adds_up and not self.astray

    def summary(self, *, dry_run: bool) -> str:
        """Return it in a few lines for whoever typed the command."""
        lines = [
            f"{each.label}: {each.found} found = {each.imported} imported + {each.merged} merged"
            f" + {each.set_aside} set aside"
            + ("" if each.adds_up else f"; {each.waiting} UNACCOUNTED FOR")
            for each in self.accounts.accounts
        ]
        more = f", {self.looked_up} more looked up" if self.looked_up else ""
        lines.append(f"Old addresses: {self.asked} asked{more}, {self.astray} lead astray")
        lines.append(f"The report: {self.page}")
        if dry_run:
            lines.append("A dry run: nothing was changed.")
        return "\n".join(lines)


def write(move: Move, folder: Path, records: Iterable[Record]) -> Written:
    """Write ``report.html`` and ``report.json`` into a folder; ``records`` are the source's."""
    folder.mkdir(parents=True, exist_ok=True)
    accounts = accounts_of(move)
    counts: Counter[bool] = Counter()
    astray = []
    for each in answers_of(move, records):
        counts[each.looked_up] += 1
        if not each.is_right:
            astray.append(asdict(each) | {"is_right": False})
    asked, looked_up = counts[False], counts[True]
    sums = [asdict(each) | {"adds_up": each.adds_up} for each in accounts.accounts]
    head: dict[str, Any] = {
        "source": move.source,
        "run": move.run,
        "made": clock.now().isoformat(),
        "accounts": sums,
        "addresses": {"asked": asked, "looked_up": looked_up, "astray": astray},
    }
    _write_json(folder / "report.json", head, lines_of(move))
    page = folder / "report.html"
    told = [each for each in lines_of(move) if _is_to_be_read(each)]
    context = {"head": head, "accounts": accounts, "lines": told, "astray": astray}
    page.write_text(render_to_string("moving/report.html", context), encoding="utf-8")
    return Written(page, accounts, asked, looked_up, len(astray))


def _is_to_be_read(line: Line) -> bool:
    """Say whether a person should look at it: all else is in the sums."""
    return bool(line.outcome == Outcome.SET_ASIDE or line.differs)


def _write_json(path: Path, head: dict[str, Any], lines: Iterable[Line]) -> None:
    """Write line by line: a paper may have more things than fit into memory."""
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2])
        file.write(',\n "things": [')
        for number, line in enumerate(lines):
            file.write(",\n  " if number else "\n  ")
            file.write(json.dumps(asdict(line), ensure_ascii=False))
        file.write("\n ]\n}\n")
