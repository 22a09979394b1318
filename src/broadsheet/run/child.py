"""One supervised process: started, watched, started again with a growing pause."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 10.0
"""A child that lived so long had started; its next death begins the count anew."""

TRIES = 3
"""A child that never got steady is given up after so many deaths."""


@dataclass
class Child:
    """A process that is to be running. ``argv`` starts it."""

    name: str
    argv: Sequence[str]
    clock: Callable[[], float] = time.monotonic
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    due: float = 0.0
    was_steady: bool = False

    def start(self) -> None:
        """Start the process, in a session of its own so that Ctrl-C reaches only us.

        We hold its standard input and never write: it ends when that is closed.
        """
        self.started = self.clock()
        self.process = subprocess.Popen(  # noqa: S603 (our own command)
            list(self.argv), stdin=subprocess.PIPE, start_new_session=True
        )

    @property
    def running(self) -> bool:
        """Whether the process is there now."""
        return self.process is not None and self.process.poll() is None

    @property
    def hopeless(self) -> bool:
        """Whether it has never got steady in as many tries as it is given."""
        return not self.was_steady and self.deaths >= TRIES

    def check(self) -> int | None:
        """Start the process when that is due; return the exit code of one that just died."""
        if self.running:
            if self.clock() - self.started >= STEADY_SECONDS:
                self.was_steady, self.deaths = True, 0
            return None
        if self.process is not None:
            return self._bury()
        if self.clock() >= self.due:
            self.start()
        return None

    def _bury(self) -> int:
        process, self.process = self.process, None
        if process is None or process.returncode is None:
            return 0
        if process.stdin:
            process.stdin.close()
        pause = min(FIRST_PAUSE_SECONDS * 2**self.deaths, LONGEST_PAUSE_SECONDS)
        self.deaths += 1
        self.due = self.clock() + pause
        return process.returncode
