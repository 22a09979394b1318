"""What one process has in hand, no other takes up: a lock that ends with its process."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def in_hand(lock: Path) -> Iterator[bool]:
    """Say whether nobody else has this file locked; nobody has while this is open.

    Never waits. The lock is the system's (flock): however its process ends, it ends.
    """
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
