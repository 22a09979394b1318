"""Where a saved page was read: by its own word, or by that of whoever saved it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from broadsheet.wire.extraction.record import SavedStory
from broadsheet.wire.incoming.values import parts_of

_SAVED_FROM = re.compile(
    rb"<!--\s*(?:saved from url=\(\d+\)|Mirrored from\s+)(?P<address>[^\s<>\"']{4,2000})",
    re.IGNORECASE,
)
"""What browsers and HTTrack write at the top of a page that they save."""
_NO_WORDS = {"index", "default", "article", "story", "amp", "print", "view"}


def address_of(story: SavedStory, page: bytes) -> str:
    """Return a page's web address without its fragment; "" where nothing tells it."""
    if story.address:
        return _plain(story.address)
    noted = _SAVED_FROM.search(page[:4096])
    told = noted["address"].decode("utf-8", "replace") if noted else ""
    return _plain(told if "://" in told or not told else f"http://{told}")


def _plain(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return parts._replace(netloc=parts.netloc.lower(), fragment="").geturl()


def is_front(address: str) -> bool:
    """Say whether it is that of a paper's first page, which is no story's."""
    parts = parts_of(address)
    return bool(parts.netloc) and parts.path in {"", "/"} and not parts.query


def words_of(address: str) -> str:
    """Return the last piece of an address if it is made of words; "" for a number, or none."""
    name = PurePosixPath(unquote(parts_of(address).path)).name
    words = re.sub(r"\.\w{2,5}$", "", name)
    return words if re.search(r"[^\W\d_]{3}", words) and words.lower() not in _NO_WORDS else ""
