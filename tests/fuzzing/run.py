"""Give each reader of foreign files spoilt ones for a while, and say what came of it: `make fuzz`.

What leads further into the code is kept in ``.fuzzing/`` from one run to the next, and so is what
a reader failed over: mend the reader, and put the file into its folder of ``corpus/``.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzzing.corpus import FOLDER

KEPT = Path(__file__).parents[2] / ".fuzzing"
HANGS, MEGABYTES, LONGEST = 10, 1000, 20_000
"""Seconds for one small file; megabytes for the process; bytes of a file."""
_STATE = re.compile(r"#(\d+)\s+\w+\s+cov: (\d+) ft: \d+.* rss: (\d+)Mb")
_TOLD = 30
"""Lines of what a reader failed over."""


@dataclass
class Course:
    """How one reader fared: files read, places in the code reached at first and last, memory."""

    runs: int = 0
    reached: list[int] = field(default_factory=list)
    megabytes: list[int] = field(default_factory=list)
    slowest: str = "0"
    rest: list[str] = field(default_factory=list)

    def hear(self, line: str) -> None:
        """Take note of a line that libFuzzer tells."""
        if found := _STATE.match(line):
            self.runs = int(found[1])
            self.reached.append(int(found[2]))
            self.megabytes.append(int(found[3]))
        elif line.startswith("MEMORY "):
            self.megabytes.append(int(line.split()[1]))
        elif line.startswith("stat::slowest_unit_time_sec:"):
            self.slowest = line.split()[1]
        elif not line.startswith(("INFO:", "WARNING:", "stat::", "MS:", "0x")):
            self.rest = [*self.rest, line.rstrip()][-_TOLD:]

    def __str__(self) -> str:
        reached, used = self.reached or [0], self.megabytes or [0]
        return (
            f"{self.runs:10,} files, {reached[0]} → {reached[-1]} places in the code, "
            f"{used[0]} → {max(used)} MB, slowest {self.slowest} s"
        )


def main() -> None:
    """Try the readers that the command names; by default all, one after the other."""
    every = sorted(path.name for path in FOLDER.iterdir())
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(every))
    parser.add_argument("--seconds", type=int, default=20, help="for each reader")
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - set(every):
        parser.error(f"there is no {', '.join(unknown)} among {', '.join(every)}")
    if importlib.util.find_spec("atheris") is None:
        parser.error("atheris is needed, and there are wheels of it for Linux on x86-64 alone")
    failed = [name for name in wanted.names or every if not _try(name, wanted.seconds)]
    _tell(f"Faults: {', '.join(failed)}\n" if failed else "No fault was found.\n")
    sys.exit(bool(failed))


def _try(name: str, seconds: int) -> bool:
    found = KEPT / name
    found.mkdir(parents=True, exist_ok=True)
    flags = {
        "max_total_time": seconds,
        "timeout": HANGS,
        "report_slow_units": HANGS // 3,
        "rss_limit_mb": MEGABYTES,
        "max_len": LONGEST,
        "print_final_stats": 1,
        "artifact_prefix": f"{KEPT}/{name}-",
    }
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzzing.engine", name]
    command += [str(found), str(FOLDER / name), *(f"-{key}={each}" for key, each in flags.items())]
    environment = {**os.environ, "PYTHONPATH": "src:."}
    course = Course()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
        cwd=KEPT.parent,
    ) as process:
        for line in process.stdout or ():
            course.hear(line)
            if sys.stdout.isatty():
                _tell(f"\r{name:16}{course.runs:10,} files")
    _tell(f"\r{name:16}{course}\n")
    if process.returncode:
        _tell("\n".join([*course.rest, ""]))
    return not process.returncode


def _tell(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
