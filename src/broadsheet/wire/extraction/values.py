"""Reading what pages say: moments, names, headlines; nothing rather than something wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import unescape

from broadsheet.wire.extraction.record import Moment

_BY = re.compile(r"^(?:(?:written\s+)?by|par|von|por|di|de|av|door)\b(?:[:\s]+|$)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;|、]|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_ZONE = re.compile(r"(?<=:\d\d)(\.\d+)?\s*([+-]\d\d):?(\d\d)$")
_SHORT_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SUFFIX = re.compile(r"\s+[|–—-]\s+|\s*[|_»]\s*")
MAX_NAME = 80


def line(value: object) -> str:
    """Return a string on one line, its entities read; anything else as nothing."""
    return " ".join(unescape(unescape(value)).split()) if isinstance(value, str) else ""


def moment(value: object) -> Moment:
    """Return when (ISO 8601 or RFC 5322, or a day written like it), or None."""
    text = _ZONE.sub(r"\1\2:\3", line(value))
    if not text:
        return None
    try:
        if len(text) > 10:
            return datetime.fromisoformat(text)
        return date.fromisoformat(text)
    except ValueError:
        pass
    found = _SHORT_DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None


def names(values: Iterable[str]) -> tuple[str, ...]:
    """Return the people named, each once, without “By” and what is no name."""
    found: dict[str, str] = {}
    for value in values:
        for part in _BETWEEN.split(_BY.sub("", line(value))):
            name = _BY.sub("", part).strip(" .,-–|•")
            if 1 < len(name) <= MAX_NAME and not re.search(r"\d|@|://|www\.|[{}<>]", name):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())


def host_of(address: str) -> str:
    """Return the host of an address, or nothing."""
    found = re.match(r"https?://([^/:?#]+)", address)
    return found[1] if found else ""


def without_paper(title: str, papers: list[str], headings: list[str]) -> str:
    """Return a page's title without the newspaper's name before or after it.

    ``papers`` are its names, its host among them; a heading that begins or ends the title is it.
    """
    pieces = _SUFFIX.split(title)
    if len(pieces) < 2:
        return title
    for heading in headings:
        folded = heading.casefold()
        if len(heading) >= len(title) / 3 and (
            title.casefold().startswith(folded) or title.casefold().endswith(folded)
        ):
            return heading
    last = _letters(pieces[-1])
    if any(
        last and (last in _letters(paper) or _letters(paper) in last) for paper in papers if paper
    ):
        return title[: title.rindex(pieces[-1])].rstrip(" |–—-_»")
    return title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
