"""XML, written so that no text of ours can break it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML document may not hold even as a reference (XML 1.0, section 2.2)."""


class Xml(str):
    """Text that is XML already and isn't escaped again."""

    __slots__ = ()


def legal(text: str) -> str:
    """Return ``text`` without the characters that XML has no way to write."""
    return _ILLEGAL.sub("", text)


def element(
    name: str, content: str | Iterable[Xml] = "", attributes: Mapping[str, str] | None = None
) -> Xml:
    """Return an element. ``content`` is text, which is escaped, or elements."""
    pairs = "".join(f" {key}={quoteattr(legal(v))}" for key, v in (attributes or {}).items())
    inside = escape(legal(content)) if isinstance(content, str) else "".join(content)
    return Xml(f"<{name}{pairs}>{inside}</{name}>" if inside else f"<{name}{pairs}/>")


def document(root: Xml) -> bytes:
    """Return a whole document in UTF-8."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()
