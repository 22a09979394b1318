"""One printer at a time: two would each print from a moment that the other doesn't know."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "press.lock"


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Wait until nobody else prints for the publication whose data this is.

    The lock ends with the process, however that ends.
    """
    with (data / NAME).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
