"""Readers are served while a publication is made ready to run, and when it can't be.

What is printed needs no database and no settings: a process of its own serves it, from before
the preparation until the publication's web server answers at the same address.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from broadsheet.cli.errors import Problem, explain, log_traceback
from broadsheet.cli.prepare import prepare
from broadsheet.cli.stamp import current_stamp, stored_stamp
from broadsheet.config import Config
from broadsheet.press.store.opening import is_printed
from broadsheet.run.supervisor import GRACE_SECONDS, answers, stand_in

TICK_SECONDS = 0.05
AGAIN_SECONDS = 10.0
"""How long after a preparation that failed the next one begins."""


class Meanwhile:
    """The printed pages' own server; it runs while this process does, at most."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.child = stand_in(config)

    def begin(self) -> bool:
        """Serve what is printed; False when nothing is."""
        if not self.child.process and is_printed(self.config):
            self.child.start()
        return self.child.running

    def end(self) -> None:
        """Serve no longer."""
        process = self.child.process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()

    def end_when_answered(self) -> None:
        """Serve until the publication's own web server answers.

        On Linux both listen at the same address for that while; elsewhere only one can.
        """
        if sys.platform == "linux" and self.child.running:
            threading.Thread(target=self._await_answer, name="meanwhile", daemon=True).start()
        else:
            self.end()

    def _await_answer(self) -> None:
        while self.child.running and not answers(self.config):
            time.sleep(TICK_SECONDS)
        self.end()


@contextmanager
def readers_served(config: Config) -> Iterator[Meanwhile]:
    """Serve what is printed while something is done; from now on if an upgrade is due."""
    meanwhile = Meanwhile(config)
    try:
        if stored_stamp(config) not in {None, current_stamp(config)}:
            meanwhile.begin()
        yield meanwhile
    finally:
        meanwhile.end()


def prepare_at_last(meanwhile: Meanwhile, report: Callable[[str], None]) -> Config:
    """Prepare the publication; when that fails, serve what is printed and try again.

    With nothing printed, raises what ``prepare`` raises.
    """
    said = ""
    while True:
        try:
            return prepare(meanwhile.config.directory, report)
        except Exception as error:
            if not meanwhile.begin():
                raise
            message = _told(meanwhile.config, error)
            if message != said:
                said = message
                Problem(message).show()
                Problem("Readers get what is printed; there is no editor. Ctrl-C ends it.").show()
        time.sleep(AGAIN_SECONDS)


def _told(config: Config, error: Exception) -> str:
    if isinstance(error, click.ClickException):
        return error.message
    log_traceback(config.directory)
    return explain(error) or f"{type(error).__name__}: {error}"
