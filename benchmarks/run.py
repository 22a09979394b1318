"""Measures the same newspaper on every system: ``python -m benchmarks.run --help``.

What is installed and loaded once is used again; every system is started, read, and ended
in turn, as many rounds as asked for, and the middle value of the rounds counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.live import series
from benchmarks.measure import load, settle, under_load
from benchmarks.memory import pss
from benchmarks.processes import Failed, run
from benchmarks.reading import Reader, missing_parts
from benchmarks.systems import System
from benchmarks.systems.broadsheet import Broadsheet
from benchmarks.systems.ghost import Ghost
from benchmarks.systems.granian import Granian
from benchmarks.systems.nginx import Nginx
from benchmarks.systems.wagtail import CachedWagtail, Wagtail
from benchmarks.systems.wordpress import PlainWordPress, WordPress

SYSTEMS: tuple[type[System], ...] = (
    Nginx,
    Granian,
    Broadsheet,
    WordPress,
    CachedWagtail,
    PlainWordPress,
    Wagtail,
    Ghost,
)
CONNECTIONS = (1, 16, 64)
READ = ("story", "home")
IN_TURN = 16
WARM_SECONDS = 2


def main() -> int:
    """Run everything; return 1 when no system could be measured."""
    options = parsed()
    corpus = Corpus(options.stories)
    results: dict[str, Any] = {"conditions": conditions(options), "systems": {}}
    systems = [kind(options.work) for kind in SYSTEMS if kind.name in options.only]
    for system in systems:
        results["systems"][system.name] = prepare(system, corpus)
    for number in range(options.rounds):
        last = number == options.rounds - 1
        for system in systems:
            row = results["systems"][system.name]
            if "why_not" not in row:
                say(f"Round {number + 1}: {system.label}")
                attempt(row, system, corpus, options, last=last)
            options.results.write_text(json.dumps(results, indent=1) + "\n")
    say(f"Results: {options.results}")
    return int(all("why_not" in row for row in results["systems"].values()))


def parsed() -> argparse.Namespace:
    """Read the command line."""
    names = [kind.name for kind in SYSTEMS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("/tmp/broadsheet-bench"))
    parser.add_argument("--results", type=Path, default=Path("benchmarks/results.json"))
    parser.add_argument("--only", type=lambda text: text.split(","), default=names, help=str(names))
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--publications", type=int, default=5)
    options = parser.parse_args()
    if unknown := set(options.only) - set(names):
        parser.error(f"There is no system {', '.join(sorted(unknown))}.")
    if not 40 <= options.stories <= 10_000 or not 1 <= options.seconds <= 60:
        parser.error("40 to 10,000 stories; 1 to 60 seconds.")
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    return options


def prepare(system: System, corpus: Corpus) -> dict[str, Any]:
    """Install and load a system; return its row, with ``why_not`` when that failed."""
    row: dict[str, Any] = {"label": system.label, "setup": system.setup, "rounds": []}
    say(f"Installing and loading {system.label}")
    began = time.monotonic()
    try:
        system.install()
        row["version"] = system.version()
        system.load(corpus)
    except (Failed, OSError) as error:
        system.stop()
        row["why_not"] = str(error)
        say(f"  not measured: {error}")
    say(f"  {time.monotonic() - began:.0f} s")
    return row


def attempt(
    row: dict[str, Any],
    system: System,
    corpus: Corpus,
    options: argparse.Namespace,
    *,
    last: bool,
) -> None:
    """Measure a system once, and note why if that can't be done."""
    try:
        system.start()
        settle(system)
        row["bytes"] = checked(system, corpus)
        row["rounds"].append(read(system, options.seconds, options.work))
        row["memory"] = pss(system.processes.pids())
        if last and system.publishes:
            stories = [corpus.fresh(number) for number in range(options.publications + 1)]
            row["live"] = series(system, stories)
    except (Failed, OSError) as error:
        row["why_not"] = str(error)
        say(f"  failed: {error}")
    finally:
        system.stop()


def checked(system: System, corpus: Corpus) -> dict[str, int]:
    """Look at the pages; return how many bytes each takes, gzipped.

    Raises Failed when the story's page lacks something that the others' have.
    """
    reader = Reader(system.address)
    pages = {name: reader.get(path) for name, path in system.pages().watched().items()}
    reader.close()
    if wrong := [name for name, page in pages.items() if page.status != 200]:
        raise Failed(f"No page: {', '.join(wrong)}")
    if lacking := missing_parts(pages["story"].text, corpus):
        raise Failed(f"The story's page lacks {', '.join(lacking)}.")
    return {name: page.sent for name, page in pages.items()}


def read(system: System, seconds: int, work: Path) -> dict[str, Any]:
    """Put load on the story's page, the home page, and all stories in turn."""
    pages = system.pages()
    found: dict[str, Any] = {}
    for name in READ:
        path = pages.watched()[name]
        load(system.address + path, connections=IN_TURN, seconds=WARM_SECONDS)
        found[name] = [
            under_load(system, path, connections=n, seconds=seconds) for n in CONNECTIONS
        ]
    paths = work / "paths.txt"
    paths.write_text("\n".join(pages.stories) + "\n")
    turn = under_load(system, pages.story, connections=IN_TURN, seconds=seconds, paths=paths)
    found["in_turn"] = [turn]
    rates = {n: [round(each["requests_a_second"]) for each in found[n]] for n in found}
    say(f"  requests a second: {rates}")
    return found


def conditions(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the figures depend on besides the systems."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    total = int(Path("/proc/meminfo").read_text().split()[1])
    return {
        "when": datetime.now(UTC).date().isoformat(),
        "processor": next(iter(models), platform.machine()),
        "cores": os.cpu_count(),
        "memory_gb": round(total / 1024**2),
        "load_before": os.getloadavg()[0],
        "kernel": ".".join(platform.release().split(".")[:2]),
        "python": platform.python_version(),
        "commit": run(["git", "rev-parse", "--short", "HEAD"]).strip(),
        "asked": {k: v for k, v in vars(options).items() if isinstance(v, int)},
    }


def say(text: str) -> None:
    """Tell who waits what is being done."""
    print(f"{datetime.now():%H:%M:%S} {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
