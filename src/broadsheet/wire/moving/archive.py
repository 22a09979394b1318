"""ZIP archives from strangers: checked whole before anything is read, read member by member.

Nothing is unpacked: no member's name ever becomes a path.
"""

from __future__ import annotations

import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError

from broadsheet.wire.incoming.values import fit

MAX_ENTRIES = 10_000
MAX_BYTES = 2**30
"""Of the archive, and of all that is packed in it."""
MAX_RATIO = 100
SMALL = 100_000
"""Bytes: what is smaller may be packed as tightly as it likes."""
MAX_MEMBER = 50 * 2**20

_ENTRY = b"PK\x01\x02"
"""What each entry of the list at the end begins with (APPNOTE.TXT, 4.3.12)."""
_HEADER = 30
"""Bytes before a member's name (APPNOTE.TXT, 4.3.7)."""
_ENCRYPTED = 0x1
_UNFIT = re.compile(r"[\x00-\x1f\x7f\\]")
_ROOT = re.compile(r"/|[A-Za-z]:")
_ARCHIVE = re.compile(r"\.(?:zip|7z|rar|tar|t?gz|t?bz2|t?xz|zst)$", re.IGNORECASE)


class Archive:
    """What is in an archive that was found harmless: ``names`` of its files, in their order."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        self.names = [each.filename for each in file.infolist() if not each.is_dir()]

    def read(self, name: str) -> bytes:
        """Return a member's bytes. Raises ValueError, with a reason for people."""
        info = self._file.getinfo(name)
        if info.file_size > MAX_MEMBER:
            raise ValueError(f"it has more than {MAX_MEMBER // 2**20} MB")
        try:
            with self._file.open(info) as member:
                data = member.read(info.file_size + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise ValueError("it is damaged in the archive") from error
        if data.startswith(b"PK\x03\x04"):
            raise ValueError("it is an archive within the archive")
        return data

    def text(self, name: str) -> str:
        """Return a member's text, which is UTF-8, without signs that no page has.

        Raises ValueError.
        """
        try:
            return fit(self.read(name).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise ValueError(f"its text is not UTF-8 (byte {error.start})") from error


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Give what is in a ZIP file. Raises ValidationError for one that may do harm, or is none."""
    with _checked(path) as file:
        yield Archive(file)


def _checked(path: Path) -> ZipFile:
    try:
        if not path.is_file():
            raise ValidationError(f"There is no file {path}.")
        _count(path)
        file = ZipFile(path)
        _check(file, path.stat().st_size)
    except OSError as error:
        raise ValidationError(f"{path.name} can’t be read: {error.strerror or error}.") from error
    except (BadZipFile, NotImplementedError, ValueError) as error:
        raise ValidationError(f"{path.name} is no ZIP file, or a damaged one.") from error
    except _Harmful as reason:
        raise ValidationError(f"{path.name} isn’t opened: {reason}.") from reason
    return file


class _Harmful(Exception):  # noqa: N818  what is wrong, not a type
    pass


def _count(path: Path) -> None:
    """Count the entries before a library makes an object of each."""
    if path.stat().st_size > MAX_BYTES:
        raise _Harmful(f"it has more than {MAX_BYTES // 2**30} GB")
    found, rest = 0, b""
    with path.open("rb") as file:
        while piece := file.read(2**20):
            found += (rest + piece).count(_ENTRY)
            rest = piece[1 - len(_ENTRY) :]
            if found > MAX_ENTRIES:
                raise _Harmful(f"it has more than {MAX_ENTRIES:,} entries")


def _check(file: ZipFile, size: int) -> None:
    entries = file.infolist()
    total = sum(each.file_size for each in entries)
    if total > MAX_BYTES:
        raise _Harmful(f"unpacked it would have more than {MAX_BYTES // 2**30} GB")
    if total > max(size, SMALL) * MAX_RATIO:
        raise _Harmful(f"unpacked it would be more than {MAX_RATIO} times as large")
    seen: set[str] = set()
    for each in entries:
        if why := _what_is_wrong(each):
            raise _Harmful(f"“{_shown(each.filename)}” in it {why}")
        name = each.filename.casefold()
        if name in seen:
            raise _Harmful(f"“{_shown(each.filename)}” is in it twice")
        seen.add(name)
    _check_places(entries)


def _what_is_wrong(entry: ZipInfo) -> str:
    name, kind = entry.orig_filename, stat.S_IFMT(entry.external_attr >> 16)
    if not name:
        return "has no name"
    if _UNFIT.search(name):
        return "has a name with signs that no name has"
    if _ROOT.match(name) or ".." in name.split("/"):
        return "would lie outside of it"
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "is a link, or no file at all"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted: export it without a password"
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "is packed in a way that exports aren’t"
    if entry.file_size > max(entry.compress_size * MAX_RATIO, SMALL):
        return f"is more than {MAX_RATIO} times as large as it is packed"
    return "is an archive itself" if _ARCHIVE.search(name) else ""


def _check_places(entries: list[ZipInfo]) -> None:
    """Refuse members that share their bytes: small archives become large ones that way."""
    end = 0
    for each in sorted(entries, key=lambda entry: entry.header_offset):
        if each.header_offset < end:
            raise _Harmful(f"“{_shown(each.filename)}” lies over another file in it")
        end = each.header_offset + _HEADER + each.compress_size


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:80]
