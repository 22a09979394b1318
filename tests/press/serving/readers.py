"""Readers who go on reading while something happens to the paper, and the paper's processes."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from tests.command import Running, environment
from tests.press.serving.asking import ask


class Readers:
    """One who asks for the same pages again and again; what went wrong is noted."""

    def __init__(self, url: str, pages: dict[str, bytes]) -> None:
        self.url = url
        self.pages = pages
        self.answers = 0
        self.wrong: list[str] = []
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._read)

    def __enter__(self) -> Readers:
        self.thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _tb: TracebackType | None,
    ) -> None:
        self.stopped.set()
        self.thread.join()

    def _read(self) -> None:
        while not self.stopped.is_set():
            for path, body in self.pages.items():
                try:
                    answer = ask(self.url, path)
                except OSError as error:
                    self.wrong.append(f"{path}: {error!r}")
                    continue
                if (answer.status, answer.body) != (200, body):
                    self.wrong.append(f"{path}: {answer.status}, {len(answer.body)} bytes")
                self.answers += 1
            self.stopped.wait(0.01)


def pages_of(url: str) -> dict[str, bytes]:
    """Return some pages of a paper, each as it is now."""
    paths = ("/", "/world/", "/authors/", "/feed.rss", "/sitemap.xml", "/robots.txt")
    found = {path: ask(url, path) for path in paths}
    assert all(answer.status == 200 for answer in found.values()), found
    return {path: answer.body for path, answer in found.items()}


@contextmanager
def starting(paper: Path, *arguments: str) -> Iterator[Running]:
    """Start a publication without waiting for its editor to answer."""
    running = Running(paper, *arguments)
    with running.log.open("wb") as log:
        running.process = subprocess.Popen(
            running.command, env=environment(), stdout=log, stderr=log
        )
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.wait(15)


def parts_of(running: Running) -> dict[str, int]:
    """Return the processes that a publication's own has started: part → process."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().decode().split("\0")
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == running.process.pid and "--supervised" in words:
            found[words[words.index("run") + 2]] = int(entry.name)
    return found
