"""Keeps the parts of a publication running, and ends them all together."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

from broadsheet.config import Config
from broadsheet.run.child import Child
from broadsheet.run.parts import ALONE, PARTS

TICK_SECONDS = 0.1
GRACE_SECONDS = 8.0
"""How long children have to end after SIGTERM before they are killed."""

Say = Callable[[str], None]


def children(config: Config) -> list[Child]:
    """Return the parts of the publication as processes that aren't started yet."""
    return [_child(config, part) for part in PARTS]


def stand_in(config: Config) -> Child:
    """Return the server of printed pages that stands in for the web server, not started yet."""
    return _child(config, ALONE)


def _child(config: Config, part: str) -> Child:
    command = [sys.executable, "-m", "broadsheet", "run", str(config.directory), part]
    options = ["--host", config.host, "--port", str(config.port), "--supervised"]
    return Child(part, [*command, *options])


def answers(config: Config) -> bool:
    """Say whether the web server answers at its health address."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104
    connection = http.client.HTTPConnection(host, config.port, timeout=2)
    try:
        connection.request("GET", "/-/health", headers={"Host": "127.0.0.1"})
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


class Supervisor:
    """Runs ``parts``: the first alone until ``ready()``, then all of them.

    The web server goes first because the others load the same program: on a small
    machine the paper is up sooner when they wait.
    """

    def __init__(
        self,
        parts: Sequence[Child],
        *,
        ready: Callable[[], bool],
        say: Say,
        on_ready: Callable[[], None] = lambda: None,
    ) -> None:
        self.parts = parts
        self.ready = ready
        self.say = say
        self.on_ready = on_ready
        self.told_to_stop = threading.Event()
        self.is_ready = False

    def run(self) -> int:
        """Supervise until SIGTERM or SIGINT; return the exit code.

        0 after a clean end, 1 when a part could not be started at all or had to be
        killed.
        """
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        code = 0
        try:
            while not self.told_to_stop.is_set():
                if not self._round():
                    code = 1
                    break
                self.told_to_stop.wait(TICK_SECONDS)
        finally:
            code = max(code, self._end())
        return code

    def _stop(self, *_signal: object) -> None:
        self.told_to_stop.set()

    def _round(self) -> bool:
        """Look after each part once; False when one is given up."""
        for part in self.parts if self.is_ready else self.parts[:1]:
            died = part.check()
            if died is not None and not self._mourn(part, died):
                return False
        if not self.is_ready and self.parts[0].running and self.ready():
            self.is_ready = True
            self.on_ready()
        return True

    def _mourn(self, part: Child, code: int) -> bool:
        if part.hopeless:
            self.say(
                f"The {part.name} can't start: it ended {part.deaths} times at once, "
                f"with exit code {code}. The reason is above, and in data/logs/."
            )
            return False
        pause = max(part.due - part.clock(), 0)
        self.say(f"The {part.name} ended (exit code {code}); it starts again in {pause:.1f} s.")
        return True

    def _end(self) -> int:
        running = [part.process for part in self.parts if part.running and part.process]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        code = 0
        for process in running:
            try:
                process.wait(max(deadline - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                self.say(
                    f"Process {process.pid} didn't end in {GRACE_SECONDS:.0f} s; it is killed."
                )
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                code = 1
        return code
