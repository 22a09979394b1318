"""Wagtail alone: the newspaper as one writes it with Wagtail's tutorial; and with wagtail-cache."""

from __future__ import annotations

import json
import time
import urllib.request
from dataclasses import asdict
from pathlib import Path

from benchmarks.corpus import Corpus, Item
from benchmarks.installing import virtualenv
from benchmarks.processes import run
from benchmarks.systems import Published, System

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "benchmarks" / "papers" / "wagtail"
FILL_SECONDS = 3600
REQUIREMENTS = ("wagtail==8.0.1", "granian==2.8.7")
CACHE = ("wagtail-cache==3.0.0",)
"""Asks for a Wagtail before 8, and works with it."""


class Wagtail(System):
    """Without a cache."""

    name = "wagtail"
    label = "Wagtail, plain"
    port = 18086
    setup = "SQLite, cached templates, GZipMiddleware, Granian (WSGI) with one worker."
    data = ("data",)
    cached = False
    desk, stories = "/admin", "paper.StoryPage"

    def version(self) -> str:
        """Return Wagtail's version."""
        return REQUIREMENTS[0].partition("==")[2]

    def install(self) -> None:
        """Bring Wagtail into an environment of its own."""
        virtualenv(self.folder / "venv", REQUIREMENTS, CACHE)

    def fill(self, corpus: Corpus, file: Path) -> None:
        """Make the database and load the paper."""
        (self.folder / "data").mkdir()
        self._manage("migrate", "--verbosity", "0")
        self._manage("load", file, self.folder / "pages.json")

    def serve(self) -> None:
        """Start Granian."""
        command = [
            self.folder / "venv" / "bin" / "granian", "--interface", "wsgi", "--workers", "1",
            "--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(self.port),
            "--log-level", "warning", "paper.wsgi:application",
        ]  # fmt: skip
        self.processes.start("granian", command, environ=self._environ(), within=PROJECT)
        self.processes.await_answer(f"{self.address}/", "granian")

    def publish(self, story: Item) -> Published:
        """Publish in the server's process, as Wagtail's editor does."""
        data = json.dumps(asdict(story)).encode()
        began = time.time()
        with urllib.request.urlopen(f"{self.address}/publish/", data, timeout=60) as answer:
            return Published(json.load(answer)["path"], began)

    def within(self, code: str) -> None:
        """Run Python within the paper, this repository's ``benchmarks`` at hand."""
        self._manage("shell", "--no-imports", "-v", "0", "-c", code)

    def _manage(self, *words: str | Path) -> None:
        python = self.folder / "venv" / "bin" / "python"
        environ = self._environ()
        run([python, "manage.py", *words], environ=environ, within=PROJECT, seconds=FILL_SECONDS)

    def _environ(self) -> dict[str, str]:
        return {
            "PAPER_DATA": str(self.folder / "data"),
            "PAPER_CACHED": "1" if self.cached else "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
        }


class CachedWagtail(Wagtail):
    """With wagtail-cache, as its documentation sets it up."""

    name = "wagtail-cache"
    label = "Wagtail, wagtail-cache"
    shares = "wagtail"
    setup = "The same with wagtail-cache in the process's memory, emptied at each publication."
    cached = True
