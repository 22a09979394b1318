"""The loop of a process that does its chores again and again until it is told to stop."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping

from django.db import close_old_connections, connections

from broadsheet.run.chores import Chore

logger = logging.getLogger("broadsheet.run")

LOOK_AFTER_SECONDS = 60.0
"""How often connections are looked after: to open a database anew in each of twenty rounds a
second would be most of what a paper at rest does."""

MOST_ROUNDS_SILENT = 60
"""A chore that goes on failing is logged again once in so many rounds, not in each."""


class Loop:
    """Runs chores every ``seconds`` seconds; ``stop`` ends it after the chore under way.

    ``may`` is asked before each round: chores that go by the hour rest while the clock is in doubt.
    """

    def __init__(
        self, chores: Mapping[str, Chore], seconds: float, may: Callable[[], bool] = lambda: True
    ) -> None:
        self.chores = chores
        self.seconds = seconds
        self.may = may
        self.stopped = threading.Event()
        self.failures: dict[str, int] = {}
        self.next_look_after = 0.0

    def stop(self, *_signal: object) -> None:
        """End the loop; also a signal handler."""
        self.stopped.set()

    def run(self) -> None:
        """Go round until stopped, then close the database."""
        while not self.stopped.is_set():
            self.once()
            self.stopped.wait(self.seconds)
        connections.close_all()

    def once(self) -> int:
        """Do each chore once and return how many things they did together."""
        self._look_after_connections()
        if not self.may():
            return 0
        return sum(self._do(name, chore) for name, chore in self.chores.items() if self._goes_on())

    def _look_after_connections(self) -> None:
        if time.monotonic() >= self.next_look_after:
            close_old_connections()
            self.next_look_after = time.monotonic() + LOOK_AFTER_SECONDS

    def _goes_on(self) -> bool:
        return not self.stopped.is_set()

    def _do(self, name: str, chore: Chore) -> int:
        try:
            done = int(chore() or 0)
        except Exception:
            count = self.failures.get(name, 0)
            if count % MOST_ROUNDS_SILENT == 0:
                logger.exception("%s failed (%d times in a row)", name, count + 1)
            self.failures[name] = count + 1
            close_old_connections()
            return 0
        self.failures.pop(name, None)
        return done


def until_told(loop: Loop) -> None:
    """Run ``loop`` in this process until SIGTERM or SIGINT."""
    signal.signal(signal.SIGTERM, loop.stop)
    signal.signal(signal.SIGINT, loop.stop)
    loop.run()


def end_with_parent() -> None:
    """End this process, as by SIGTERM, when its supervisor is gone.

    The supervisor holds the other end of our standard input and never writes: the
    read returns only when that end is closed, however the supervisor ended.
    """

    def watch() -> None:
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
