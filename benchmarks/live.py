"""How long after the act of publishing readers have the story in their hands."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

from benchmarks.corpus import Item
from benchmarks.reading import Reader
from benchmarks.systems import System

LIMIT_SECONDS = 90
PAUSE_SECONDS = 0.02
BUDGET_SECONDS = 150


class Watcher(threading.Thread):
    """A reader who reloads one page until a headline is on it."""

    def __init__(self, address: str, path: str, headline: str) -> None:
        super().__init__(daemon=True)
        self.address, self.path, self.headline = address, path, headline
        self.seen: float | None = None
        self.looked = threading.Event()
        self.enough = threading.Event()

    def run(self) -> None:
        """Reload, pause, reload."""
        reader = Reader(self.address)
        while not self.enough.is_set():
            page = reader.get(self.path)
            if page.status == 200 and self.headline in page.text:
                self.seen = time.time()
                break
            self.looked.set()
            time.sleep(PAUSE_SECONDS)
        self.looked.set()
        reader.close()


def publish_to_live(system: System, story: Item) -> dict[str, float | None]:
    """Publish a story; return the seconds from the act to each page that shows it.

    ``own`` is the story's own page, from which it must answer 200. None: not within
    LIMIT_SECONDS. Every page was read just before, as pages of a paper with readers are.
    """
    paths = system.pages().watched()
    watchers = {n: Watcher(system.address, p, story.headline) for n, p in paths.items()}
    for watcher in watchers.values():
        watcher.start()
    for watcher in watchers.values():
        watcher.looked.wait(LIMIT_SECONDS)
    done = system.publish(story)
    own = Watcher(system.address, done.path, story.headline)
    own.start()
    return _seen({"own": own, **watchers}, done.began)


def series(system: System, stories: list[Item]) -> list[dict[str, float | None]]:
    """Publish several stories, one after another, for no longer than the budget.

    The first isn't counted: programs load on their first work.
    """
    end = time.monotonic() + BUDGET_SECONDS
    first, *rest = stories
    publish_to_live(system, first)
    found = []
    for story in rest:
        found.append(publish_to_live(system, story))
        if time.monotonic() > end:
            break
    return found


def _seen(watchers: Mapping[str, Watcher], began: float) -> dict[str, float | None]:
    end = time.monotonic() + LIMIT_SECONDS
    for watcher in watchers.values():
        watcher.join(max(0.0, end - time.monotonic()))
        watcher.enough.set()
    return {name: w.seen - began if w.seen else None for name, w in watchers.items()}
