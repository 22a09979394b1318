"""Measures the editor beside plain Wagtail's, stories alike: ``python -m benchmarks.editor``.

Both in one process, without a server: list a section, search, open a story, save it as a draft.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.processes import Failed
from benchmarks.run import conditions, say
from benchmarks.systems.broadsheet import Broadsheet
from benchmarks.systems.wagtail import Wagtail

TIMES = 100


def main() -> int:
    """Load both papers, work in both; return 1 if one could not be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("/tmp/broadsheet-bench"))
    parser.add_argument("--results", type=Path, default=Path("benchmarks/editor.json"))
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=TIMES, help="how often each act is done")
    options = parser.parse_args()
    options.work = options.work.resolve() / "editor" / str(options.stories)
    options.work.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {"conditions": conditions(options), "systems": {}}
    for system in (Wagtail(options.work), Broadsheet(options.work, printed=False)):
        say(system.label)
        try:
            system.install()
            system.load(Corpus(options.stories))
            found = worked(system, options.times)
        except Failed as error:
            found = {"why_not": str(error)}
        say(f"  {found}")
        results["systems"][system.label] = found
        options.results.write_text(json.dumps(results, indent=1) + "\n")
    return int(any("why_not" in row for row in results["systems"].values()))


def worked(system: Wagtail | Broadsheet, times: int) -> dict[str, Any]:
    """Work in a system's editor; return what ``editing`` wrote down."""
    to = system.folder / "editing.json"
    call = f"main({system.desk!r}, {system.stories!r}, {times}, Path({str(to)!r}))"
    system.within(f"from pathlib import Path; from benchmarks.editing import main; {call}")
    found: dict[str, Any] = json.loads(to.read_text())
    return found


ACTS = {
    "list": "a section's list",
    "search": "a search",
    "open": "a story's form",
    "save": "saving it as a draft",
}


def table_of(results: dict[str, Any]) -> list[list[str]]:
    """Return the rows of a table: each act's middle and 95th time and its queries, by system."""
    head = [""]
    for name, found in results["systems"].items():
        head += [f"{name}, {found['stories']:,} stories", "p95", "queries"]
    rows = [head]
    for act, label in ACTS.items():
        cells = [label]
        for found in results["systems"].values():
            figures = found["acts"][act]
            times = [f"{figures[name]:,.0f} ms" for name in ("p50_ms", "p95_ms")]
            cells += [*times, f"{figures['queries']:.0f}"]
        rows.append(cells)
    return rows


if __name__ == "__main__":
    sys.exit(main())
