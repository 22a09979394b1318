"""Measures live coverage: ``python -m benchmarks.coverage --help``.

One paper, its server on one of the machine's cores, readers and writer on the rest. With
``--kill`` the whole paper is killed (SIGKILL) in the middle and started again three seconds later.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks.coverage.readers import Reader, read
from benchmarks.processes import Processes, refuse_taken, run
from benchmarks.run import conditions, say

ROOT = Path(__file__).parents[2]
DOWN_SECONDS, LAST_SECONDS = 3.0, 12.0
COMMAND = Path(sys.executable).with_name("broadsheet")
PATHS = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}


def main() -> None:
    """Measure once, and keep the row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--port", type=int, default=8947)
    parser.add_argument("--work", type=Path, default=Path("/tmp/broadsheet-bench/coverage"))
    parser.add_argument("--results", type=Path, default=Path(__file__).parent.with_suffix(".json"))
    options = parser.parse_args()
    refuse_taken(options.port)
    row = measure(options)
    say(json.dumps(row))
    rows = json.loads(options.results.read_text())["rows"] if options.results.exists() else []
    rows = [each for each in rows if each["killed"] != row["killed"]] + [row]
    told = {"rows": rows, "conditions": conditions(options)}
    options.results.write_text(json.dumps(told, indent=1) + "\n")


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Run the paper, its readers and its writer; return what came of it."""
    paper = options.work / "paper"
    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)
    run([COMMAND, "new", paper, "--yes", "--name", "The Courier"])
    path = _inside(paper, _BEGIN).strip().splitlines()[-1]
    processes = Processes(options.work)
    try:
        _start(processes, paper, f"{path}entries/", options.port)
        acts: dict[int, float] = {}
        begun = threading.Event()
        count = int((options.seconds - LAST_SECONDS) / options.every)
        writer = threading.Thread(target=_write, args=(paper, count, options.every, acts, begun))
        writer.start()
        begun.wait()
        end = time.time() + options.seconds
        if options.kill:
            again = threading.Timer(options.seconds / 2, _kill, (processes, paper, options.port))
            again.start()
        cpu = processes.cpu_seconds()
        readers = read(port=options.port, path=f"{path}entries/", count=options.readers, until=end)
        writer.join()
        used = processes.cpu_seconds() - cpu
    finally:
        processes.stop()
    cost = None if options.kill else used  # of those that were killed it isn't known
    return {**told(readers, acts), "seconds": options.seconds, "killed": options.kill, "cpu": cost}


def told(readers: list[Reader], acts: dict[int, float]) -> dict[str, Any]:
    """Return how long entries took (in seconds, from the act), and what was lost or doubled."""
    delays = sorted(r.came[n] - acts[n] for r in readers for n in r.came if n in acts)
    hundredths = statistics.quantiles(delays, n=100)
    return {
        "readers": len(readers),
        "entries": len(acts),
        "p50": hundredths[49],
        "p99": hundredths[98],
        "worst": delays[-1],
        "lost": sum(n not in r.came for r in readers for n in acts),
        "doubled": sum(r.doubled for r in readers),
        "answers": sum(r.answers for r in readers),
        "unchanged": sum(r.unchanged for r in readers),
        "errors": sum(r.errors for r in readers),
    }


_BEGIN = "from benchmarks.coverage.writing import begin; begin()"


def _inside(paper: Path, code: str) -> str:
    return run([COMMAND, "manage", "shell", "-c", code], within=paper, environ=PATHS)


def _start(processes: Processes, paper: Path, path: str, port: int) -> None:
    processes.start("paper", [COMMAND, "run", paper, "--port", str(port)])
    address = f"http://127.0.0.1:{port}{path}"
    processes.await_answer(address, "paper")
    while not _is_printed(address):  # until then Django answers
        time.sleep(0.5)


def _is_printed(address: str) -> bool:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return "surrogate-key" in answer.headers


def _write(
    paper: Path, count: int, every: float, acts: dict[int, float], begun: threading.Event
) -> None:
    """Have entries written, and note when each act began; ``begun`` once the writer is there."""
    code = f"from benchmarks.coverage.writing import write; write({count}, {every})"
    command = [str(COMMAND), "manage", "shell", "-c", code]
    with subprocess.Popen(
        command, cwd=paper, env={**os.environ, **PATHS}, stdout=subprocess.PIPE, text=True
    ) as writer:
        for line in filter(str.strip, writer.stdout or ()):
            word, *figures = line.split()
            if word == "ready":
                begun.set()
            elif word == "entry":
                acts[int(figures[0])] = float(figures[1])
    begun.set()


def _kill(processes: Processes, paper: Path, port: int) -> None:
    for pid in processes.pids():
        os.kill(pid, signal.SIGKILL)
    processes.running.pop("paper").wait()
    time.sleep(DOWN_SECONDS)
    processes.start("paper", [COMMAND, "run", paper, "--port", str(port)])


if __name__ == "__main__":
    main()
