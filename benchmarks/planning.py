"""Measures the board and the calendar with many plans: ``python -m benchmarks.planning``.

In one process, without a server, as a managing editor and as a reporter.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.run import conditions, say
from benchmarks.systems.broadsheet import Broadsheet

STORIES = 200
LABELS = {
    "board": "the board",
    "person": "the board, one person’s",
    "state": "all of one state, a later page",
    "week": "the calendar, a week",
    "day": "the calendar, a day",
    "mine": "my work",
}


def main() -> int:
    """Load a paper, plan, look, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("/tmp/broadsheet-bench"))
    parser.add_argument("--results", type=Path, default=Path("benchmarks/planning.json"))
    parser.add_argument("--plans", type=int, default=5000)
    parser.add_argument("--times", type=int, default=100, help="how often each page is asked for")
    options = parser.parse_args()
    options.work = options.work.resolve() / "planning"
    options.work.mkdir(parents=True, exist_ok=True)
    paper = Broadsheet(options.work, printed=False)
    paper.install()
    paper.load(Corpus(STORIES))
    to = paper.folder / "planning.json"
    call = f"main({paper.desk!r}, {options.plans}, {options.times}, Path({str(to)!r}))"
    paper.within(f"from pathlib import Path; from benchmarks.plans import main; {call}")
    found = {"conditions": conditions(options), **json.loads(to.read_text())}
    say(str(found["acts"]))
    options.results.write_text(json.dumps(found, indent=1) + "\n")
    return 0


def table_of(found: dict[str, Any]) -> list[list[str]]:
    """Return the rows of a table: each page's middle and 95th time and its queries, by person."""
    people = {"editor": "a managing editor", "reporter": "a reporter"}
    head = [f"{found['plans']:,} plans"]
    for person in people.values():
        head += [person, "p95", "queries"]
    rows = [head]
    for page, label in LABELS.items():
        cells = [label]
        for person in people:
            figures = found["acts"][f"{person}: {page}"]
            cells += [f"{figures[name]:,.0f} ms" for name in ("p50_ms", "p95_ms")]
            cells.append(f"{figures['queries']:.0f}")
        rows.append(cells)
    return rows


if __name__ == "__main__":
    sys.exit(main())
