"""A file's bytes → text, a piece at a time, without what XML forbids."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from broadsheet.wire.moving.wordpress.refusals import NotAnExport

CHUNK = 1 << 20
"""Bytes that are read at once."""

_MARKS = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARCHIVES = {b"PK\x03\x04": "a zip archive", b"\x1f\x8b": "a gzip archive"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_COMMON = re.compile(
    r"(?:iso-8859-(?:[1-9]|1[0134-6])|windows-125\d|cp125\d|latin-?1|koi8-[ru]|gb2312|gbk|gb18030"
    r"|big5|euc-jp|euc-kr|shift_jis)",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ufeff]")
"""XML 1.0, 2.2, and a byte order mark where none belongs."""


def _as_windows_wrote_it(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as cp1252: that is what old databases held."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


codecs.register_error("broadsheet.windows", _as_windows_wrote_it)


def text_of(path: Path) -> Iterator[str]:
    """Yield the file's text in pieces. Raises NotAnExport for an archive or binary data."""
    with path.open("rb") as file:
        chunk = file.read(CHUNK)
        decoder = _decoder(chunk)
        while chunk:
            yield _legal(decoder.decode(chunk))
            chunk = file.read(CHUNK)
        yield _legal(decoder.decode(b"", final=True))


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    for magic, name in _ARCHIVES.items():
        if start.startswith(magic):
            raise NotAnExport(f"It is {name}: unpack it, and give the XML file that is in it.")
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return codecs.getincrementaldecoder(encoding)("replace")
    if start[:4] in {b"<\0?\0", b"\0<\0?"}:
        encoding = "utf-16-le" if start[:1] == b"<" else "utf-16-be"
        return codecs.getincrementaldecoder(encoding)("replace")
    if start[:4096].count(0) > 64:
        raise NotAnExport("It is binary data, not XML.")
    return codecs.getincrementaldecoder(_encoding(start))("broadsheet.windows")


def _encoding(start: bytes) -> str:
    """Return what the file declares, if it is a common one, but for a file that is UTF-8."""
    declared = _DECLARED.match(start)
    name = declared[1].decode("ascii") if declared else ""
    return name if _COMMON.fullmatch(name) and not _is_utf8(start) else "utf-8"


def _is_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True
