"""Knowing whether a publication is running: a lock that its processes share."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from broadsheet.cli.errors import Problem

NAME = ".running"


@contextlib.contextmanager
def running(data: Path) -> Iterator[None]:
    """Hold the lock while this process runs the publication, or a part of it."""
    with (data / NAME).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def refuse_while_running(directory: Path) -> None:
    """Raise Problem when some process on this machine runs the publication."""
    lock = directory / "data" / NAME
    if not lock.exists():
        return
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(f"The publication in {directory} is running. Stop it first.") from None
