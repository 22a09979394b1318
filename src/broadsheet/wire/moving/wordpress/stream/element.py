"""A part's inside → its elements and their values, mended where WordPress broke them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from broadsheet.wire.moving.wordpress.refusals import Unreadable

_OPENING = re.compile(r"<(?P<name>[A-Za-z_][\w:.-]{0,100}+)(?P<attributes>[^<>]{0,4000}+)>")
_LITERAL = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_WHOLE_LITERAL = re.compile(r"<!\[CDATA\[(.*)\]\]>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]\w{1,31});")

MAX_ELEMENTS = 100_000
"""Elements of one item, its comments and custom fields among them."""


@dataclass(frozen=True)
class Element:
    """A named element; ``inner`` is its text as it stands in the file."""

    name: str
    attributes: str
    inner: str

    @property
    def value(self) -> str:
        """Return the text that it holds."""
        return value_of(self.inner)

    def attribute(self, name: str) -> str:
        """Return an attribute's text, or nothing."""
        for found, double, single in _ATTRIBUTE.findall(self.attributes):
            if found == name:
                return unescaped(double or single)
        return ""


def elements_of(inner: str) -> Iterator[Element]:
    """Yield the elements that stand in a part, one below the other. Raises Unreadable."""
    at = count = 0
    while match := _OPENING.search(inner, at):
        count += 1
        if count > MAX_ELEMENTS:
            raise Unreadable(f"it has more than {MAX_ELEMENTS:,} elements")
        if match["attributes"].endswith("/"):
            at = match.end()
            yield Element(match["name"], match["attributes"], "")
            continue
        end, at = _end_of(inner, match)
        yield Element(match["name"], match["attributes"], inner[match.end() : end])


def _end_of(inner: str, opening: re.Match[str]) -> tuple[int, int]:
    """Return where an element's inside ends, and where one reads on."""
    name = re.escape(opening["name"])
    ends = re.compile(rf"(<!\[CDATA\[)|(</{name}\s*>)")
    at = opening.end()
    while match := ends.search(inner, at):
        if match[2]:
            break
        at = inner.find("]]>", match.end()) + 3
        if at < 3:
            match = None
            break
    if match is None:
        raise Unreadable(f"<{opening['name']}> has no end")
    text = inner[opening.end() : match.start()]
    if "]]>" in _LITERAL.sub("", text) and not text.rstrip().endswith("]]>"):
        # CDATA within CDATA (WXR 1.1): the value goes on to the last sign of its end.
        last = re.compile(rf"\]\]>\s*(</{name}\s*>)").search(inner, match.end())
        if last:
            return last.start(1), last.end()
    return match.start(), match.end()


def value_of(inner: str) -> str:
    """Return the text of an element that holds no other: CDATA as it is, the rest unescaped."""
    if "<![CDATA[" not in inner:
        return inner if "<" in inner else unescaped(inner)
    if "]]>" in _LITERAL.sub("", inner) and (whole := _WHOLE_LITERAL.search(inner)):
        return whole[1]
    found, at = "", 0
    for literal in _LITERAL.finditer(inner):
        found += _between(inner[at : literal.start()]) + literal[1]
        at = literal.end()
    return found + _between(inner[at:])


def _between(text: str) -> str:
    return unescaped(text) if text.strip() else ""


def unescaped(text: str) -> str:
    """Return text with its character references resolved: known ones, and only with their ``;``."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text)
