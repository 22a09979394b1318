"""A reader of foreign files as it is tried: bytes in, a promise kept or an AssertionError."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzzing.mutating import Mutator


@dataclass(frozen=True)
class Reader:
    """``read`` reads bytes as that reader's file, and raises nothing while its promise holds."""

    name: str
    read: Callable[[bytes], object]
    mutated: Mutator
    words: tuple[bytes, ...]
    """What such files are made of."""


@contextmanager
def written(data: bytes, name: str) -> Iterator[Path]:
    """Give a file with these bytes in it."""
    with TemporaryDirectory(prefix="fuzzing-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path
