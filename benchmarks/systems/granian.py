"""Granian, the server that Broadsheet runs on, handing out ready bytes and nothing else.

What this reaches is the most that Broadsheet can: the rest is what Broadsheet adds.
"""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

from benchmarks.systems.nginx import Nginx

ROOT = Path(__file__).resolve().parents[2]


class Granian(Nginx):
    """The files that nginx serves, in one Python process's memory."""

    name = "granian"
    label = "Granian, ready bytes"
    port = 18087
    shares = "nginx"
    setup = "The same gzipped files in a dictionary, six lines of RSGI, one worker."

    def version(self) -> str:
        """Return Granian's version."""
        return importlib.metadata.version("granian")

    def serve(self) -> None:
        """Start Granian."""
        command = [
            sys.executable, "-m", "granian", "--interface", "rsgi", "--workers", "1", "--no-ws",
            "--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning",
            "benchmarks.papers.ready.app:application",
        ]  # fmt: skip
        environ = {"SITE": str(self.folder / "site"), "PYTHONPATH": str(ROOT)}
        self.processes.start("granian", command, environ=environ)
        self.processes.await_answer(f"{self.address}{self.pages().home}", "granian")
