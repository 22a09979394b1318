"""What a feed says of itself: its name, its language, how often it is to be asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from broadsheet.lib.html import text_of
from broadsheet.wire.incoming.formats.xml import LANG, Element, first, said, tree_of
from broadsheet.wire.incoming.values import line

PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
"""Minutes of an updatePeriod (RSS 1.0's module Syndication)."""


@dataclass(frozen=True)
class Head:
    """``minutes`` is how long it asks to be left alone between two looks; 0 if it doesn't say."""

    title: str = ""
    language: str = ""
    minutes: int = 0


def head_of(data: bytes) -> Head:
    """Return what a feed says of itself. Raises ValueError for what is neither XML nor JSON."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        found = json.loads(data)
        words = found if isinstance(found, dict) else {}
        return Head(_name(words.get("title")), line(words.get("language"), at_most=35))
    root = tree_of(data)
    above = first(root, "channel")
    top = root if above is None else above
    return Head(
        title=_name(text_of(said(top, "title"))),
        language=said(top, "language", at_most=35) or line(root.get(LANG), at_most=35),
        minutes=max(_number(said(top, "ttl")), _period(top)),
    )


def _name(found: Any) -> str:
    return line(found, at_most=120)


def _period(top: Element) -> int:
    period = PERIODS.get(said(top, "updatePeriod").strip().lower(), 0)
    return period // (_number(said(top, "updateFrequency")) or 1)


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else 0
