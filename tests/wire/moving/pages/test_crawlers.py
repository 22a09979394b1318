"""However a crawler packed its archive, its pages are read whole, or it is told which aren't."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import brotli
import pytest
import zstandard
from django.core.exceptions import ValidationError

from broadsheet.wire.moving.pages.reader import records_of
from broadsheet.wire.moving.pages.story import Wishes
from broadsheet.wire.moving.pages.warc import captured_in
from broadsheet.wire.moving.records import Broken, Other, Post, Record

pytestmark = pytest.mark.sqlite

PAGE = (
    "<h1>Жители города</h1><p>Вышли на площадь, чтобы увидеть парад кораблей, "
    "и долго стояли у реки.</p>"
)


def captured(
    address: str, *fields: str, body: bytes = PAGE.encode(), kind: str = "text/html"
) -> bytes:
    """What a crawler writes of one answer, with these fields in its header besides."""
    head = "\r\n".join(["HTTP/1.1 200 OK", f"Content-Type: {kind}", *fields])
    answer = f"{head}\r\n\r\n".encode() + body
    about = ["WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: {address}"]
    about += ["WARC-Date: 2024-03-01T00:00:00Z", f"Content-Length: {len(answer)}"]
    about += ["Content-Type: application/http; msgtype=response"]
    return "\r\n".join(about).encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"


def read(folder: Path, archive: bytes) -> list[Record]:
    path = folder / "old.warc.gz"
    path.write_bytes(archive)
    return list(records_of(captured_in(path), Wishes(publish=True, zone=UTC)))


def of(kind: type[Post | Broken | Other], records: list[Record]) -> list[str]:
    """How the records of a kind are named."""
    found = [each for each in records if isinstance(each, kind)]
    return [each.where if isinstance(each, Broken) else each.key for each in found]


A, B = "https://old.example/a", "https://old.example/b"


@pytest.mark.parametrize("pack", [b"".join, lambda each: gzip.compress(b"".join(each)), None])
def test_an_archive_is_read_packed_record_by_record_as_one_or_not_at_all(
    pack: Callable[[list[bytes]], bytes] | None, tmp_path: Path
) -> None:
    records = [captured(A), captured(B)]
    archive = pack(records) if pack else b"".join(map(gzip.compress, records))
    assert of(Post, read(tmp_path, archive)) == [A, B]


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
    ],
)
def test_a_page_is_unpacked_however_its_server_packed_it(
    name: str, packed: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    body = packed(PAGE.encode())
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    fields = (f"Content-Encoding: {name}", "Transfer-Encoding: chunked")
    whole, pieces = captured(A, fields[0], body=body), captured(B, *fields, body=chunks)
    found = read(tmp_path, whole + pieces)
    assert of(Post, found) == [A, B]
    assert all("парад" in each.body for each in found if isinstance(each, Post))


def test_a_page_is_read_in_what_its_server_said_it_is_in(tmp_path: Path) -> None:
    archive = captured(A, body=PAGE.encode("cp1251"), kind="text/html; charset=windows-1251")
    [post] = [each for each in read(tmp_path, archive) if isinstance(each, Post)]
    assert post.title == "Жители города"


def test_a_bad_address_ends_no_archive_and_a_page_that_was_seen_twice_is_one(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, captured("http://[") + captured(A) * 3)
    assert of(Post, found) == ["http://[", A]
    assert of(Other, found) == [A, f"{A}~2"]


def test_a_page_whose_end_is_missing_is_never_taken_for_whole(tmp_path: Path) -> None:
    found = read(tmp_path, captured(A) + captured(B)[:-90])
    assert (of(Post, found), of(Broken, found)) == ([A], [B])


@pytest.mark.parametrize("archive", [b"", b"<html>", b"\x1f\x8b\x08\x00"])
def test_what_is_no_archive_is_refused(archive: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="no web archive"):
        read(tmp_path, archive)
