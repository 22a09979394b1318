"""Whether a text kept its words on the way: what readers saw there against what they see here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from broadsheet.lib.html import MAX_TAGS, tree_of
from broadsheet.wire.incoming.body import Block

MOST_NAMED = 50
HTML = {"paragraph", "list", "block_quote"}
"""Blocks whose text is HTML; in all others it is plain."""
UNSEEN = ("script", "style", "template", "noscript", "iframe", "object", "embed", "title", "select")
_ALONE = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+(?:['’][^\W{_ALONE}]+)*")
"""Words; in scripts that put none apart (Han, Kana), each character."""
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_URL = re.compile(r"https?://[^\s<>\"']+")
_STRICT = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_HIDES = re.compile(rf"<(?:{'|'.join(UNSEEN)})\b", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rp|rt|ruby"
    r"|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Tags in the middle of words: all others keep apart what is before and after them."""


def lost_words(html: str, blocks: list[Block], *, without: str = "") -> list[str]:
    """Return the words of a text that its blocks don't have, as often as they lack them.

    Order isn't looked at: a caption may stand elsewhere. A heading that repeats the headline
    (``without``) may go.
    """
    lost = _words(_seen(html))
    lost.subtract(_words(" ".join(_texts(blocks))))
    lost.subtract(_words(without))
    return _named(lost)


def unshown_words(html: str, page: str) -> list[str]:
    """Return the words of a text that a page of ours doesn't show in its article.

    An address that stands in the text as such counts as shown where the page has it at all:
    it may have become what it led to.
    """
    _before, _tag, article = page.partition("<article")
    article = article.rpartition("</article>")[0]
    there = unescape(article)
    text = _URL.sub(lambda found: " " if found[0] in there else found[0], _seen(html))
    lost = _words(text)
    lost.subtract(_words(_seen(f"<article{article}</article>")))
    return _named(lost)


def _named(lost: Counter[str]) -> list[str]:
    found = sorted(word for word, times in lost.items() for _time in range(max(times, 0)))
    return found[:MOST_NAMED]


def _seen(html: str) -> str:
    """Return what a browser shows of HTML, as one text."""
    if html.count("<") > MAX_TAGS or _is_plain(html):
        return _visible(html)
    tree = tree_of(html)
    for tag in tree.find_all(UNSEEN):
        tag.decompose()
    return _visible(str(tree))


def _is_plain(html: str) -> bool:
    """Say whether all of it is seen, and each “<” and “>” is a tag's: no tree has to tell."""
    tags = len(_STRICT.findall(html))
    return tags == html.count("<") == html.count(">") and not _HIDES.search(html)


def _visible(html: str) -> str:
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _texts(blocks: list[Block]) -> Iterator[str]:
    """Yield every text in blocks, as it is seen."""
    for kind, value in blocks:
        for text in _strings(value):
            yield _visible(text) if kind in HTML else text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
    elif hasattr(value, "caption"):  # a picture says what is its own
        yield f"{value.caption} {value.description} {value.credit}"
