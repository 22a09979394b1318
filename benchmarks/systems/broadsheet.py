"""Broadsheet, as its command line runs it: web server, scheduler and worker."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.corpus import Corpus, Item
from benchmarks.processes import run
from benchmarks.systems import Published, System, talking

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "broadsheet"]

FILL_SECONDS = 4 * 3600


class Broadsheet(System):
    """This repository's own paper."""

    name = "broadsheet"
    label = "Broadsheet"
    port = 18082
    setup = (
        "SQLite, `broadsheet run`: one web server process, the press, the scheduler, the worker."
    )
    data = ("paper",)
    desk, stories = "/-/desk", "broadsheet_newsroom.Story"

    def __init__(self, work: Path, *, printed: bool = True) -> None:
        super().__init__(work)
        self.printed = printed

    def version(self) -> str:
        """Return Broadsheet's version."""
        return run([*COMMAND, "--version"], environ=self._environ()).split()[-1]

    def edition(self) -> str:
        """Return a hash of Broadsheet's code: other code may keep its data otherwise."""
        code = hashlib.sha256()
        for path in sorted((ROOT / "src" / "broadsheet").rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                code.update(path.read_bytes())
        return code.hexdigest()[:16]

    def install(self) -> None:
        """Nothing: the environment that runs this has Broadsheet."""

    def fill(self, corpus: Corpus, file: Path) -> None:
        """Make a publication, load it in bulk, and print it."""
        paper = self.folder / "paper"
        new = ["new", paper, "--name", "The Measured Courier", "--place", "Loopback"]
        run(
            [*COMMAND, *new, "--timezone", "UTC", "--language", "en", "--yes"],
            environ=self._environ(),
        )
        pages = self.folder / "pages.json"
        load = "from pathlib import Path; from benchmarks.papers.broadsheet.load import main; "
        seconds = [
            self._seconds_of(self._shell(f"{load} main({corpus.count}, Path({str(pages)!r}))"))
        ]
        if self.printed:
            seconds.append(self._seconds_of([*COMMAND, "press", "print", "--dir", paper]))
        (self.folder / "seconds.json").write_text(json.dumps(seconds))

    def seconds(self) -> tuple[float, float]:
        """Return how long loading took, and printing."""
        loading, printing = json.loads((self.folder / "seconds.json").read_text())
        return loading, printing

    def serve(self) -> None:
        """Run the publication, and a second process that can publish."""
        paper = self.folder / "paper"
        self.processes.start("broadsheet", [*COMMAND, "run", paper], environ=self._environ())
        self.processes.await_answer(f"{self.address}/", "broadsheet")

    def publish(self, story: Item) -> Published:
        """Publish through the newsroom's act, in a process beside the running ones."""
        return talking.tell(self._publisher(), story)

    def within(self, code: str) -> None:
        """Run Python within the publication."""
        run(self._shell(code), environ=self._environ(), seconds=FILL_SECONDS)

    def _publisher(self) -> subprocess.Popen[bytes]:
        """Return the process that publishes, started when it is first needed."""
        if "publisher" not in self.processes.running:
            code = "from benchmarks.papers.broadsheet.publish import main; main()"
            self.processes.start(
                "publisher", self._shell(code), environ=self._environ(), talks=True
            )
        return self.processes.running["publisher"]

    def _environ(self) -> dict[str, str]:
        """This folder's Broadsheet, whichever one the environment has; its address from the first.

        Pages hold whole addresses: a paper that moves is printed anew.
        """
        return {
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "BROADSHEET_URL": self.address,
            "BROADSHEET_PORT": str(self.port),
        }

    def _seconds_of(self, command: list[str | Path]) -> float:
        """Run a command to its end; return the seconds that it took."""
        began = time.monotonic()
        run(command, environ=self._environ(), seconds=FILL_SECONDS)
        return time.monotonic() - began

    def _shell(self, code: str) -> list[str | Path]:
        paper = self.folder / "paper"
        return [*COMMAND, "manage", "--dir", paper, "shell", "--no-imports", "-v", "0", "-c", code]
