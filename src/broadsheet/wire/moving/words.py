"""Whether a text kept its words on the way: what readers saw there against what they see here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from bs4 import BeautifulSoup

from broadsheet.lib.html import MAX_TAGS
from broadsheet.wire.incoming.body import Block

MOST_NAMED = 50
UNSEEN = ("script", "style", "template", "noscript", "iframe", "object", "embed", "title", "select")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TAG = re.compile(r"<[^>]*>")


def lost_words(html: str, blocks: list[Block], *, without: str = "") -> list[str]:
    """Return the words of a text that its blocks don't have, as often as they lack them.

    Order isn't looked at: a caption may stand elsewhere. A heading that repeats the headline
    (``without``) may go.
    """
    lost = _words(_seen(html))
    lost.subtract(_words(" ".join(_texts(blocks))))
    lost.subtract(_words(without))
    found = sorted(word for word, times in lost.items() for _time in range(max(times, 0)))
    return found[:MOST_NAMED]


def _seen(html: str) -> str:
    """Return what a browser shows of HTML, as one text."""
    if html.count("<") > MAX_TAGS:
        return unescape(_TAG.sub(" ", html))
    tree = BeautifulSoup(html, "html.parser")
    for tag in tree.find_all(UNSEEN):
        tag.decompose()
    return str(tree.get_text(" "))


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in blocks as they are kept, tags left out."""
    if isinstance(value, str):
        yield unescape(_TAG.sub(" ", value))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif hasattr(value, "caption"):  # a picture says what is its own
        yield f"{value.caption} {value.description} {value.credit}"
