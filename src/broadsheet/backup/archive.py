"""The file of a backup: a ZIP with checksums, written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType

from broadsheet.backup.manifest import NAME, BackupError, Manifest, Member, parse

CHUNK = 1 << 20
COMPRESSED = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".mp3", ".mp4", ".webm", ".zip"}
"""Kinds of file that don't get smaller."""


class Writer:
    """Writes a backup beside ``target`` and renames it when it is whole and on the disk.

    Mode 0600: readers' addresses and the paper's secret are in it.
    """

    def __init__(self, target: Path, manifest: Manifest) -> None:
        self.target = target
        self.manifest = manifest
        self.beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")

    def __enter__(self) -> Writer:
        descriptor = os.open(self.beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self.file = open(descriptor, "wb")
        self.zip = zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.zip.writestr(NAME, self.manifest.as_bytes())
                self.zip.close()
                self.file.flush()
                os.fsync(self.file.fileno())
                self.beside.replace(self.target)
        finally:
            with contextlib.suppress(Exception):  # a full disk: it is thrown away all the same
                self.zip.close()
            self.file.close()
            self.beside.unlink(missing_ok=True)

    def add(self, name: str, chunks: Iterable[bytes]) -> int:
        """Write one file from its chunks, note its checksum, return how many chunks there were."""
        info = zipfile.ZipInfo(name)
        compressed = PurePosixPath(name).suffix.lower() in COMPRESSED
        info.compress_type = zipfile.ZIP_STORED if compressed else zipfile.ZIP_DEFLATED
        digest, length, count = hashlib.sha256(), 0, 0
        with self.zip.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                length += len(chunk)
                count += 1
        self.manifest.members[name] = Member(length, digest.hexdigest())
        return count


def chunks_of(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes, a megabyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


class Reader:
    """A backup that is open for reading. Raises BackupError when it isn't one."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
            self.manifest = parse(self.zip.read(NAME))
        except (zipfile.BadZipFile, KeyError, zlib.error, EOFError) as error:
            raise BackupError("it isn't a whole Broadsheet backup") from error

    def verify(self) -> Iterator[str]:
        """Check every file against the manifest, yielding its name. Raises BackupError."""
        names = [info.filename for info in self.zip.infolist()]
        if sorted(names) != sorted([*self.manifest.members, NAME]):
            raise BackupError("its files aren't those of its manifest")
        for name, member in self.manifest.members.items():
            _refuse_unsafe(name)
            digest, length = hashlib.sha256(), 0
            with _as_backup_error(name):
                for chunk in self.chunks(name):
                    digest.update(chunk)
                    length += len(chunk)
            if (length, digest.hexdigest()) != (member.bytes, member.sha256):
                raise BackupError(f"{name} in it is damaged")
            yield name

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield one file's bytes, a megabyte at a time."""
        with self.zip.open(name) as file:
            while chunk := file.read(CHUNK):
                yield chunk

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield one file's lines."""
        with self.zip.open(name) as file:
            yield from file

    def extract(self, name: str, target: Path) -> None:
        """Write one file to ``target``, for this account's eyes alone, and on to the disk."""
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file, self.zip.open(name) as source:
            shutil.copyfileobj(source, file, CHUNK)
            file.flush()
            os.fsync(file.fileno())


@contextlib.contextmanager
def _as_backup_error(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupError(f"{name} in it is damaged") from error


def _refuse_unsafe(name: str) -> None:
    """A backup from a stranger must not write outside the folder it is restored to."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise BackupError(f"it holds a file with an unsafe name, {name!r}")
