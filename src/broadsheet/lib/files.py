"""Files, written so that a crash finds the old one or the new one, and read in one folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Replace ``path`` with ``data``, whole and on the disk when this returns.

    ``mode`` is what the process's umask is taken from; pass 0o600 for a secret.
    Raises OSError (no space, no right, no such folder); ``path`` is then as it was,
    and nothing is left beside it.
    """
    with writing_atomically(path, mode=mode) as file:
        file.write(data)


@contextmanager
def writing_atomically(path: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Give a file to write to, which replaces ``path`` when the block ends well.

    Whatever the block raises, ``path`` is then as it was. Else as ``write_atomically``.
    """
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A rename is on the disk only when its folder is (fsync(2))."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def within(folder: Path, name: str) -> Path | None:
    """Return the file of this name in a folder; None for none, or one outside, be it by a link."""
    root = folder.resolve()
    try:
        found = (root / name).resolve()
        return found if found.is_relative_to(root) and found.is_file() else None
    except (OSError, ValueError):
        return None
