"""How far a run is, in a file: whoever watches can't see the rows of a rehearsal."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from broadsheet.lib import clock
from broadsheet.lib.files import write_atomically
from broadsheet.wire.moving.models import Move
from broadsheet.wire.moving.report.accounts import accounts_of
from broadsheet.wire.moving.runs import files
from broadsheet.wire.moving.runs.models import Run
from broadsheet.wire.moving.watching import Stopped

EACH_SECONDS = 2.0
"""How often it is written down."""


class Interrupted(Stopped):
    """The worker ends; another one takes the run up."""


@dataclass(frozen=True)
class Sight:
    """What was written down last: things looked at, stories done of all, the sums, seconds."""

    met: int = 0
    done: int = 0
    stories: int = 0
    seconds: float = 0.0
    """Since the first story."""
    accounts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ready_at(self) -> datetime | None:
        """Return when it will be done, if it goes on like that, to the next whole minute."""
        if not self.done or self.done >= self.stories:
            return None
        left = timedelta(seconds=self.seconds / self.done * (self.stories - self.done))
        return clock.now() + left + timedelta(seconds=65)


def sight_of(run: Run) -> Sight:
    """Return how far a run is."""
    try:
        return Sight(**json.loads((files.folder_of(run.key) / files.SIGHT).read_bytes()))
    except (OSError, ValueError, TypeError):
        return Sight()


class Watcher:
    """Writes down how far a run is, and ends it when somebody asks, or the worker ends."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.seen, self.done, self.stories = 0, 0, 0
        self.move: Move | None = None
        self.began = time.monotonic()
        self.next = 0.0

    def met(self) -> None:
        """Count a thing. Raises Stopped, or Interrupted when the worker ends."""
        self.seen += 1
        if files.is_to_stop(self.run):
            raise Stopped
        if not threading.main_thread().is_alive():
            raise Interrupted
        if time.monotonic() >= self.next:
            self.write()

    @contextmanager
    def moving(self, move: Move, size: int) -> Iterator[Callable[[], None]]:
        """Give what counts a story; write down all of it at the end, and at a stop."""
        self.move, self.stories, self.began = move, size, time.monotonic()

        def one_more() -> None:
            self.done += 1

        try:
            yield one_more
        except Stopped:
            self.write()
            raise
        self.write()

    def write(self) -> None:
        """Write down how far it is now."""
        accounts = accounts_of(self.move).accounts if self.move else []
        sight = Sight(
            met=self.seen,
            done=self.done,
            stories=self.stories,
            seconds=time.monotonic() - self.began,
            accounts=[asdict(each) for each in accounts],
        )
        path = files.folder_of(self.run.key) / files.SIGHT
        write_atomically(path, json.dumps(asdict(sight)).encode(), mode=0o600)
        self.next = time.monotonic() + EACH_SECONDS
