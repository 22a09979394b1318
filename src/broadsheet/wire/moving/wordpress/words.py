"""WordPress's short texts (titles, names, captions) → plain words."""

from __future__ import annotations

import re
from html import unescape

from broadsheet.lib.html import text_of

_INLINE = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)"
    r"(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


def title_of(text: str) -> str:
    """Return a title as plain words: marks go, but a ``<html>`` that it speaks of stays."""
    return _SPACE.sub(" ", unescape(_INLINE.sub("", text))).strip()


def plain(html: str) -> str:
    """Return the words of a piece of HTML, on one line."""
    return text_of(html) if "<" in html or "&" in html else _SPACE.sub(" ", html).strip()
