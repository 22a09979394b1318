"""A web archive (WARC, ISO 28500): the pages that a crawler saw, and the pictures in them."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import brotli
import zstandard
from django.conf import settings
from django.core.exceptions import ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from broadsheet.wire.extraction.decoding import MAX_BYTES, in_utf8
from broadsheet.wire.incoming.values import joined
from broadsheet.wire.moving.records import Broken, Other, Picture, Record

ENDINGS = (".warc", ".warc.gz")
PAGES = {"text/html", "application/xhtml+xml"}
REST = "styles, scripts and the like are not the newspaper’s text"
PIECE = 2**16
WINDOW = 2**23
"""Bytes: what who unpacks zstd's pages must hold, and no more (RFC 9659)."""
GZIP = b"\x1f\x8b"
NO_ARCHIVE = "{} is no web archive (WARC), or is damaged from its beginning on."


def _brotli(content: bytes, most: int) -> bytes:
    found: bytes = brotli.Decompressor().process(content, output_buffer_limit=most)
    return found


def _zstd(content: bytes, most: int) -> bytes:
    unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW)
    return unpacker.stream_reader(content).read(most)


_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
UNPACKED_HERE = {"br": _brotli, "zstd": _zstd}
"""What the library unpacks without a bound, or not at all."""


class Damaged(Exception):  # noqa: N818  what is wrong, not a type
    """An answer can't be unpacked."""


@dataclass(frozen=True)
class Captured:
    """A page as a server answered with it. ``noted`` is the address that was asked."""

    noted: str
    content: bytes
    is_a_part = False

    @property
    def name(self) -> str:
        """Return the address: it is what a crawler knows a page by."""
        return self.noted

    def read(self) -> bytes:
        """Return its bytes, and no more than shows that there are too many."""
        return self.content

    def picture(self, address: str, page: str) -> tuple[str, str]:
        """Return where a picture of it was, and what its file is called once it is unpacked."""
        url = joined(page or self.noted, address)
        return url, _file(url)


def is_warc(place: Path) -> bool:
    """Say whether a file is a web archive, by its name."""
    return place.is_file() and place.name.lower().endswith(ENDINGS)


def captured_in(file: Path) -> Iterator[Captured | Record]:
    """Yield the pages of an archive, in order, where it is damaged, and how much else is in it.

    Raises ValidationError for what is none.
    """
    rest = 0
    for each in _answers(file):
        if isinstance(each, Broken):
            yield each
        elif each.kind in PAGES:
            try:
                content = each.content(MAX_BYTES + 1)
                yield Captured(each.address, in_utf8(content, each.charset))
            except Damaged as problem:
                yield Broken(each.address, str(problem))
        elif not each.kind.startswith("image/"):
            rest += 1
    if rest:
        yield Other(
            f"{file.name}: the rest",
            "captures",
            f"{rest:,} that are neither page nor picture",
            REST,
        )


def unpack_pictures(file: Path, records: Iterable[Record], folder: Path) -> None:
    """Write the pictures that these records name into a folder, each once, under names of ours."""
    wanted = {each.path for each in records if isinstance(each, Picture)}
    for answer in _answers(file):
        if isinstance(answer, Broken) or not answer.kind.startswith("image/"):
            continue
        name = _file(answer.address)
        if name in wanted:
            wanted.remove(name)
            with suppress(Damaged):  # one that isn't there is told of
                data = answer.content(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1)
                (folder / name).write_bytes(data)


def _file(url: str) -> str:
    return hashlib.sha256(url.partition("#")[0].encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class _Answer:
    """What a server answered with 200 OK."""

    address: str
    kind: str
    charset: str
    record: Any

    def content(self, most: int) -> bytes:
        """Return its first bytes, unpacked as far as that. Raises Damaged."""
        try:
            return self._unpacked(most)
        except Damaged:
            raise
        except Exception as error:  # of libraries whose errors are not declared
            raise Damaged("it is damaged in the archive") from error

    def _unpacked(self, most: int) -> bytes:
        headers, content = self.record.http_headers, b""
        packing = (headers.get_header("content-encoding") or "").strip().lower()
        if packing == "x-gzip":  # an older name (RFC 9110, 8.4.1.3)
            headers.replace_header("content-encoding", "gzip")
        elif packing in UNPACKED_HERE:
            headers.remove_header("content-encoding")
        stream = self.record.content_stream()
        while len(content) < most and (piece := stream.read(PIECE)):
            content += piece
        if len(content) < most:
            self._check_its_end()
        if packing in UNPACKED_HERE:
            content = UNPACKED_HERE[packing](content, most)
        return bytes(content[:most])

    def _check_its_end(self) -> None:
        """Raise Damaged where the archive has less of it than it says."""
        raw = self.record.raw_stream
        while raw.read(PIECE):
            pass
        if getattr(raw, "limit", 0) > 0:
            raise Damaged("its end is missing: the archive was cut off")


def _answers(file: Path) -> Iterator[_Answer | Broken]:
    """Yield what servers answered, one at a time; and where the file is damaged, at its end."""
    with _unpacked(file) as stream:
        records, is_read = iter(ArchiveIterator(stream)), False
        while True:
            try:
                record = next(records, None)
                answer = _answer(record) if record else None
            except Exception as error:  # of a library whose errors are not declared
                if not is_read:
                    raise ValidationError(NO_ARCHIVE.format(file.name)) from error
                where = f"{file.name}, before byte {stream.tell():,}"
                yield Broken(where, f"it can’t be read from here on ({type(error).__name__})")
                return
            if record is None:
                break
            is_read = True
            if answer:
                yield answer
    if not is_read:
        raise ValidationError(NO_ARCHIVE.format(file.name))


def _unpacked(file: Path) -> BinaryIO:
    """Open an archive. Its library wants each record packed by itself, as ISO 28500 advises."""
    with file.open("rb") as stream:
        records = ArchiveIterator(stream)
        try:
            next(records, None)
            next(records, None)
        except ArchiveLoadFailed:
            stream.seek(0)
            if stream.read(2) == GZIP:
                return cast("BinaryIO", gzip.open(file))
        except Exception:  # noqa: S110  it is met again, and told of
            pass
    return file.open("rb")


def _answer(record: Any) -> _Answer | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.http_headers.get_statuscode() != "200" or "://" not in address:
        return None
    said = record.http_headers.get_header("content-type") or ""
    kind = said.partition(";")[0].strip().lower()
    charset = found[1] if (found := _CHARSET.search(said)) else ""
    return _Answer(address.partition("#")[0], kind, charset, record)
