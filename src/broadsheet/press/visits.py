"""Counting visits: which page somebody opened, in which quarter of an hour, coming from which site.

A server counts what it answers, so readers send nothing for it. Nothing of a person is looked at
longer than it takes to leave them out: no cookie, no address, no kind of browser is kept, and who
asks not to be counted (Global Privacy Control, https://w3c.github.io/gpc/; Do Not Track) isn't.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

log = logging.getLogger(__name__)

QUARTER = 900
"""Seconds: every clock of the world is whole quarters of an hour from Greenwich's."""

EVERY_SECONDS = 5.0
"""So often counts are handed over: a kill loses no more."""

MOST = 20_000
"""So many different things are counted between two hand-overs; of more, none."""

LONGEST_HOST = 100
_HOST = re.compile(r"[a-z0-9.-]+\.[a-z]{2,24}")
_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|scrap|archiv|monitor|preview|fetch|headless|lighthouse|python|curl"
)

Visit = tuple[int, str, str]
"""A quarter of an hour (counted from 1970), a path, and the site that led there; "" for none."""

Keep = Callable[[Counter[Visit]], None]


class Visits:
    """The visits since the last hand-over. ``keep`` puts them where they are safe, or raises."""

    def __init__(self, keep: Keep, clock: Callable[[], float] = time.time) -> None:
        self.keep, self.clock = keep, clock
        self.counted: Counter[Visit] = Counter()
        self.lock = threading.Lock()

    def note(self, path: str, headers: Any) -> None:
        """Count the page that was answered with, if a person's browser opened it as a page."""
        if headers.get("sec-fetch-dest") != "document" or not path.endswith("/"):
            return
        if headers.get("sec-gpc") == "1" or headers.get("dnt") == "1":
            return
        if headers.get("sec-purpose") or _ROBOT.search((headers.get("user-agent") or "").lower()):
            return
        ours = (headers.get("host") or "").partition(":")[0].lower()
        visit = int(self.clock()) // QUARTER, path, came_from(headers.get("referer"), ours)
        with self.lock:
            if visit in self.counted or len(self.counted) < MOST:
                self.counted[visit] += 1

    def hand_over(self) -> None:
        """Hand over what was counted; what can't be kept now waits for the next time."""
        with self.lock:
            counted, self.counted = self.counted, Counter()
        if not counted:
            return
        try:
            self.keep(counted)
        except Exception:
            log.warning("Visits can't be counted at the moment; it is tried again.", exc_info=True)
            with self.lock:
                counted.update(self.counted)
                self.counted = Counter(dict(counted.most_common(MOST)))

    def hand_over_regularly(self) -> None:
        """Hand over, again and again: a thread's work."""
        while True:
            time.sleep(EVERY_SECONDS)
            self.hand_over()


def came_from(referrer: str | None, ours: str) -> str:
    """Return the site that a Referer names; "" for none, one of our own pages, or nonsense."""
    if not referrer:
        return ""
    try:
        host = (urlsplit(referrer).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if host == ours.removeprefix("www.") or len(host) > LONGEST_HOST:
        return ""
    return host if _HOST.fullmatch(host) else ""
