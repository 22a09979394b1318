"""Bytes → text, by what the page declares of itself or else by what it looks like."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from charset_normalizer import from_bytes

from broadsheet.wire.extraction.record import Refused

MAX_BYTES = 10_000_000
"""Of a page. The longest of the open sets has 370 KB."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_BROWSERS_DO = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""Names that browsers read as a larger set (WHATWG Encoding, 4.2)."""


def decoded(page: bytes) -> str:
    """Return a page's text. Raises Refused for what is too long, or is no text."""
    if len(page) > MAX_BYTES:
        raise Refused(f"it is longer than {MAX_BYTES:,} bytes")
    for mark, name in _MARKS:
        if page.startswith(mark):
            return page.decode(name, "replace").removeprefix("\ufeff")
    if b"\0" in page[:4096]:
        raise Refused("it is no text but binary data")
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(page)


def in_utf8(page: bytes, said: str) -> bytes:
    """Return a page that isn't in UTF-8 in that, if its server said what it is in.

    What a server says goes before what a page does (WHATWG HTML, 13.2.3.2).
    """
    name = said.lower()
    if name in {"", "utf-8", "utf8"} or len(page) > MAX_BYTES:
        return page
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(LookupError, ValueError):
            text = page.decode(_AS_BROWSERS_DO.get(name, name), "replace")
            return text.encode("utf-8", "replace")
    return page


def _not_utf8(page: bytes) -> str:
    declared = _DECLARED.search(page[:8192])
    name = declared[1].decode("ascii").lower() if declared else ""
    name = _AS_BROWSERS_DO.get(name, name)
    try:
        if name:
            return page.decode(name, "replace")
    except (LookupError, ValueError):
        pass
    best = from_bytes(page[:100_000]).best()
    return page.decode(best.encoding if best else "cp1252", "replace")
