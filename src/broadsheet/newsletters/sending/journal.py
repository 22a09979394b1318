"""What one worker has begun to hand over, and heard, of one batch: a file that outlives a kill.

The ledger notes a batch with one commit before and one after it. In between, the journal knows
of each message whether its end was sent, and whether an answer came. What a process wrote to a
file is there when the process is killed; after a power cut it may not be, so a journal from
before the machine's last start proves only what it says was accepted. While the worker lives
it holds a lock on the file: who gets the lock knows that the worker is gone.
"""

from __future__ import annotations

import fcntl
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

FOLDER = ".sending"
"""Within the data folder; a backup leaves it out, since it is true of this moment alone."""

BOOT = Path("/proc/sys/kernel/random/boot_id")
"""Names this start of the machine (proc(5)); elsewhere than on Linux nothing is provable."""

HEADER, RECORD = 40, 17
BEGUN, ACCEPTED, NOT_SENT = b"B", b"A", b"N"


class Journal:
    """The file of the batch ``claim``, held by this process."""

    def __init__(self, claim: uuid.UUID) -> None:
        path = _folder() / claim.hex
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC
        self.path = path
        self.descriptor = os.open(path, flags, 0o600)
        fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.write(self.descriptor, _this_start().ljust(HEADER))

    def begun(self, key: uuid.UUID) -> None:
        """Note that the end of this message goes out next."""
        os.write(self.descriptor, BEGUN + key.bytes)

    def accepted(self, key: uuid.UUID) -> None:
        """Note that the server took it."""
        os.write(self.descriptor, ACCEPTED + key.bytes)

    def not_sent(self, key: uuid.UUID) -> None:
        """Note that the server said no."""
        os.write(self.descriptor, NOT_SENT + key.bytes)

    def done(self) -> None:
        """Throw it away: the ledger knows all of it."""
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of it."""
        os.close(self.descriptor)


@dataclass
class Account:
    """What a journal proves. ``whole``: what it doesn't say was begun, wasn't."""

    path: Path
    whole: bool = False
    begun: set[uuid.UUID] = field(default_factory=set)
    accepted: set[uuid.UUID] = field(default_factory=set)


class StillHeldError(Exception):
    """The worker whose journal it is lives."""


def read(claim: uuid.UUID) -> Account | None:
    """Return what the journal of a batch proves; None where it isn't on this machine.

    Raises StillHeldError while its worker lives.
    """
    path = _folder() / claim.hex
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with open(descriptor, "rb") as file:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StillHeldError from error
        return _account(path, file.read())


def left_behind() -> Iterator[uuid.UUID]:
    """Yield the batches that have journals on this machine."""
    for path in _folder().iterdir():
        yield uuid.UUID(path.name)


def _account(path: Path, content: bytes) -> Account:
    found = Account(path, whole=bool(_this_start()) and content[:HEADER].rstrip() == _this_start())
    places = {BEGUN: found.begun, ACCEPTED: found.accepted}
    for start in range(HEADER, len(content) - RECORD + 1, RECORD):
        kind, key = content[start : start + 1], uuid.UUID(bytes=content[start + 1 : start + RECORD])
        if kind == NOT_SENT:
            found.begun.discard(key)
        else:
            places.get(kind, set()).add(key)
    return found


def _folder() -> Path:
    folder: Path = settings.BROADSHEET.data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _this_start() -> bytes:
    try:
        return BOOT.read_bytes().strip()[:HEADER]
    except OSError:
        return b""
