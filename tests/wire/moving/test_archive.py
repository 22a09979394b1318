"""A stranger's ZIP file does no harm: it is read, or refused in a line that says why."""

from __future__ import annotations

import stat
import struct
import warnings
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from django.core.exceptions import ValidationError

from broadsheet.wire.moving import archive
from broadsheet.wire.moving.archive import opened

pytestmark = pytest.mark.sqlite

Fill = Callable[[ZipFile], None]


def a_zip(folder: Path, fill: Fill) -> Path:
    path = folder / "export.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that is there twice
        fill(file)
    return path


def why_refused(path: Path) -> str:
    with pytest.raises(ValidationError) as refusal, opened(path):
        pass
    [line] = refusal.value.messages
    assert line.startswith("export.zip ")
    return line


def a_file(name: str) -> Fill:
    return lambda file: file.writestr(name, "words")


def a_link(file: ZipFile) -> None:
    entry = ZipInfo("posts/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    file.writestr(entry, "/etc/passwd")


def twice(file: ZipFile) -> None:
    for name in ("posts/a.html", "posts/A.html"):
        file.writestr(name, "words")


def many(file: ZipFile) -> None:
    for number in range(12):
        file.writestr(f"{number}.html", "")


@pytest.mark.parametrize(
    ("fill", "why"),
    [
        (a_file("../outside.html"), "“../outside.html” in it would lie outside of it"),
        (a_file("posts/../../outside.html"), "would lie outside of it"),
        (a_file("/etc/cron.d/a"), "would lie outside of it"),
        (a_file("C:/a.html"), "would lie outside of it"),
        (a_file("posts\\..\\a.html"), "signs that no name has"),
        (a_file("posts/a\n.html"), "signs that no name has"),
        (a_file("posts/more.zip"), "“posts/more.zip” in it is an archive itself"),
        (a_file("posts/more.tar.gz"), "is an archive itself"),
        (a_link, "“posts/link” in it is a link, or no file at all"),
        (twice, "“posts/A.html” is in it twice"),
        (many, "it has more than 10 entries"),
        (lambda file: file.writestr("a.html", "a" * 2_000_000), "more than 100 times as large"),
        (lambda file: file.writestr("a.html", b"a" * 70_000_000), "more than 0 GB"),
        (
            lambda file: file.writestr("a.html", "words", compress_type=ZIP_BZIP2),
            "is packed in a way that exports aren’t",
        ),
    ],
)
def test_what_may_do_harm_is_not_opened(
    fill: Fill, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 10)
    monkeypatch.setattr(archive, "MAX_BYTES", 60_000_000)
    assert why in why_refused(a_zip(tmp_path, fill))


def test_what_is_encrypted_or_lies_over_another_is_not_opened(tmp_path: Path) -> None:
    path = a_zip(tmp_path, lambda file: [file.writestr(n, "words") for n in ("a", "b")] and None)
    whole = path.read_bytes()
    entry = whole.index(b"PK\x01\x02")
    path.write_bytes(whole[: entry + 8] + b"\x01\x00" + whole[entry + 10 :])
    assert "is encrypted" in why_refused(path)
    second = whole.index(b"PK\x01\x02", entry + 4)
    path.write_bytes(whole[: second + 42] + struct.pack("<I", 0) + whole[second + 46 :])
    assert "“b” lies over another file in it" in why_refused(path)


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x05\x06", b"PK\x01\x02" + b"\xff" * 60])
def test_what_is_no_archive_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(content)
    assert "is no ZIP file, or a damaged one" in why_refused(path)
    path.write_bytes(a_zip(tmp_path, many).read_bytes()[:-30])
    assert "is no ZIP file, or a damaged one" in why_refused(path)


def test_a_member_that_cant_be_read_is_told_of_and_spoils_no_other(tmp_path: Path) -> None:
    def fill(file: ZipFile) -> None:
        file.writestr("good.html", "Fähre")
        file.writestr("latin.html", "Fähre".encode("latin-1"))
        file.writestr("hidden.html", b"PK\x03\x04")
        file.writestr("damaged.html", "words and more words")

    path = a_zip(tmp_path, fill)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"damaged.html", 0, data.index(b"PK\x01\x02")) + len("damaged.html")
    data[place : place + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(data))
    with opened(path) as found:
        assert found.names == ["good.html", "latin.html", "hidden.html", "damaged.html"]
        assert found.text("good.html") == "Fähre"
        for name, why in (
            ("latin.html", "not UTF-8"),
            ("hidden.html", "an archive within"),
            ("damaged.html", "damaged"),
        ):
            with pytest.raises(ValueError, match=why):
                found.text(name)
