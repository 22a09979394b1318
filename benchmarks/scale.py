"""Measures Broadsheet alone as its archive grows: ``python -m benchmarks.scale --help``."""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.live import series
from benchmarks.measure import load, settle, under_load
from benchmarks.memory import pss
from benchmarks.processes import Failed
from benchmarks.run import CONNECTIONS, IN_TURN, WARM_SECONDS, checked, conditions, say
from benchmarks.systems.broadsheet import Broadsheet

SIZES = (1_000, 10_000, 100_000)


def main() -> int:
    """Measure each size; return 1 if one could not be."""
    options = parsed()
    results: dict[str, Any] = {"conditions": conditions(options), "sizes": []}
    for stories in options.sizes:
        say(f"{stories} stories")
        results["sizes"].append({"stories": stories, **measured(stories, options)})
        options.results.write_text(json.dumps(results, indent=1) + "\n")
    return int(any("why_not" in row for row in results["sizes"]))


def parsed() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("/tmp/broadsheet-bench"))
    parser.add_argument("--results", type=Path, default=Path("benchmarks/scale.json"))
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="of the archive, in stories")
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement")
    parser.add_argument("--publications", type=int, default=10)
    options = parser.parse_args()
    options.work = options.work.resolve() / "scale"
    options.work.mkdir(parents=True, exist_ok=True)
    return options


def measured(stories: int, options: argparse.Namespace) -> dict[str, Any]:
    """Load a paper of so many stories, read it, publish into it."""
    corpus = Corpus(stories)
    system = Broadsheet(options.work / str(stories))
    row: dict[str, Any] = {}
    try:
        system.load(corpus)
        row["loading_seconds"], row["printing_seconds"] = system.seconds()
        row["megabytes"] = megabytes(system.folder / "as-loaded")
        say(f"  {row}")
        system.start()
        settle(system)
        row["bytes"] = checked(system, corpus)
        row |= read(system, options.seconds, options.work)
        row["memory"] = pss(system.processes.pids())
        row["live"] = series(system, [corpus.fresh(n) for n in range(options.publications + 1)])
        say(f"  memory {row['memory']}; to readers {row['live']}")
    except (Failed, OSError) as error:
        row["why_not"] = str(error)
        say(f"  failed: {error}")
    finally:
        system.stop()
    return row


def read(system: Broadsheet, seconds: int, work: Path) -> dict[str, Any]:
    """Put load on one story's page, then on all stories in no order: no cache holds them."""
    pages = system.pages()
    load(system.address + pages.story, connections=IN_TURN, seconds=WARM_SECONDS)
    story = [under_load(system, pages.story, connections=n, seconds=seconds) for n in CONNECTIONS]
    paths = work / "paths.txt"
    random.Random(1).shuffle(pages.stories)
    paths.write_text("\n".join(pages.stories) + "\n")
    turn = [
        under_load(system, pages.story, connections=n, seconds=seconds, paths=paths)
        for n in CONNECTIONS[1:]
    ]
    rates = [round(each["requests_a_second"]) for each in story + turn]
    say(f"  requests a second: {rates}")
    return {"story": story, "in_turn": turn}


def megabytes(folder: Path) -> dict[str, float]:
    """Return the size of each database of the paper."""
    found = folder.rglob("*.sqlite3")
    return {file.name: round(file.stat().st_size / 2**20, 1) for file in found}


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
