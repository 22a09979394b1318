"""Text → the parts of an export's channel: each as its name and what stands in it, unread.

A part ends where its name is closed, outside of CDATA: so one that is broken breaks no other.
Entities and document types are refused, not expanded; nothing is nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.wire.moving.wordpress.refusals import NotAnExport
from broadsheet.wire.moving.wordpress.stream.window import OVERLAP, Window

MAX_PART = 32_000_000
"""Characters of an item with all its comments."""

MAX_HEAD = 1_000_000
"""Characters before the export says that it is one."""

MAX_ENDLESS = 20
"""Parts without an end: each costs a look through all that may come."""

MAX_STRANGE = 10_000
"""Elements of the channel that aren't looked at."""

_BEFORE = {"", "br", "b"}
"""What may stand before it: PHP's warnings, where a site prints them."""

LARGE = {"item"}
SMALL = {
    *("title", "link", "language", "generator"),
    *("wp:wxr_version", "wp:base_site_url", "wp:base_blog_url"),
    *("wp:author", "wp:wp_author", "wp:category", "wp:tag", "wp:term"),
}

_MARKUP = re.compile(
    r"<(?:(?P<remark>!--)|(?P<literal>!\[CDATA\[)|(?P<doctype>!DOCTYPE)"
    r"|(?P<name>[A-Za-z_][\w:.-]{0,100}+)"
    r"(?P<attributes>[^<>]{0,4000}+)>)",
    re.IGNORECASE,
)
_REMARK_END = re.compile("-->")
_LITERAL_END = re.compile(r"\]\]>")
_ENDS = {
    name: re.compile(rf"(<!\[CDATA\[)|(<{name}>)|</{name}\s*>", re.IGNORECASE)
    for name in LARGE | SMALL
}
_NEXT_ITEM = re.compile(r"</item\s*>\s{0,999}<item>", re.IGNORECASE)
_BARE_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in LARGE | SMALL}


@dataclass(frozen=True)
class Part:
    """One element of the channel. ``inner`` is None for one that has no end, or is too long."""

    name: str
    inner: str | None
    place: int
    """Characters of the file before it."""


def parts_of(pieces: Iterator[str]) -> Iterator[Part]:
    """Yield the parts of the channel that matter, and remarks (named ``remark``), in order.

    Raises NotAnExport for what isn't RSS, or declares a document type.
    """
    window = Window(pieces)
    is_rss = False
    endless = strange = 0
    while match := window.seek(_MARKUP):
        if match["doctype"]:
            raise NotAnExport("It declares a document type, which no WordPress export does.")
        name = (match["name"] or "").lower()
        is_rss = is_rss or name == "rss"
        if not is_rss and (name not in _BEFORE or window.gone + match.start() > MAX_HEAD):
            break
        strange += bool(name) and name not in _ENDS
        if strange > MAX_STRANGE:
            raise NotAnExport("It is full of elements that no WordPress export has.")
        place = window.gone + match.start()
        window.at = match.end()
        window.forget()
        if match["remark"]:
            yield Part("remark", _upto(window, _REMARK_END), place)
        elif match["literal"]:
            _upto(window, _LITERAL_END)
        elif name in _ENDS:
            inner: str | None = "" if match["attributes"].endswith("/") else _inner(window, name)
            endless += inner is None
            if endless > MAX_ENDLESS:
                raise NotAnExport("Too many of its parts have no end.")
            yield Part(name, inner, place)
    if not is_rss:
        raise NotAnExport("It is no WordPress export: those are RSS files (XML).")


def _upto(window: Window, end: re.Pattern[str]) -> str:
    start = window.at
    match = window.find(end, start, start + MAX_HEAD)
    if match is None:
        return ""
    window.at = match.end()
    return window.text[start : match.start()]


def _inner(window: Window, name: str) -> str | None:
    """Return what stands before the end of ``name``, and go there; None leaves it unread."""
    start = at = window.at
    limit = start + (MAX_PART if name in LARGE else MAX_HEAD)
    while match := window.find(_ENDS[name], at, limit):
        if not match[1]:
            # The next one begins where this one isn't closed.
            window.at = match.start() if match[2] else match.end()
            return window.text[start : match.start()]
        literal = window.find(_LITERAL_END, match.end(), limit)
        if literal is None or _swallows(window.text[match.end() : literal.start()], name):
            break
        at = literal.end()
    return _without_literals(window, name, start, limit)


def _swallows(literal: str, name: str) -> bool:
    """Tell whether CDATA that has no end ran on into the next item, up to the end of that one's.

    In CDATA that is whole, what looks like its end is written ``]]]]><![CDATA[>``.
    """
    if name not in LARGE or "</item" not in literal or literal.endswith("]]"):
        return False
    return bool(_NEXT_ITEM.search(literal, 0, max(literal.rfind("<![CDATA["), 0)))


def _without_literals(window: Window, name: str, start: int, limit: int) -> str | None:
    """Return as ``_inner`` does, where CDATA has no end; skip a part that has none, or is huge."""
    if match := window.find(_BARE_ENDS[name], start, limit):
        window.at = match.end()
        return window.text[start : match.start()]
    if name in LARGE:
        _skip(window, name)
    return None


def _skip(window: Window, name: str) -> None:
    """Go past the end of ``name``, however far, and hold nothing meanwhile."""
    while True:
        limit = window.at + MAX_HEAD
        if match := window.find(_BARE_ENDS[name], window.at, limit):
            window.at = match.end()
            return
        if len(window.text) < limit:
            window.at = len(window.text)
            return
        window.at = limit - OVERLAP
        window.forget()
