"""Rich text as our own editor stores it: kept sign by sign where it is that, else cleaned."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from broadsheet.lib.html import ATTRIBUTES, BODY_TAGS, SCOPES, clean_body, followed
from broadsheet.lib.stored_links import is_key

Find = Callable[[str, int], int | None]
"""Gives the key here of what a link names: (page or document, its key there)."""

_TOKEN = re.compile(
    r"(?P<text>[^<&]+|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    r"|<(?P<end>/)?(?P<tag>[a-z][a-z0-9]{0,9})"
    r"(?P<said>(?: [a-z-]{1,20}=\"[^\"<>]*\")*) ?(?P<void>/)?>"
)
_SAID = re.compile(r' ([a-z-]+)="([^"]*)"')
_BLOCK_KEY = re.compile(r"[\w-]{1,40}", re.ASCII)
_LINK = re.compile(r'<a (?=[^>]*\blinktype=")([^>]*)>')
_KINDS = {"page", "document"}


def kept(html: str, find: Find) -> str:
    """Return rich text with nothing in it but what a story may hold, its links led to our rows.

    What is written as the editor writes it stays as it is; anything else goes through the one
    policy, and loses its links within the paper, not their words.
    """
    text = html if _is_plain(html) else clean_body(html)
    return _LINK.sub(lambda tag: _led(tag[1], find), text)


def _is_plain(html: str) -> bool:
    """Say whether there is nothing but allowed tags in it, each ended where it should be."""
    at, open_tags = 0, list[str]()
    while at < len(html):
        token = _TOKEN.match(html, at)
        if token is None:
            return False
        at, tag = token.end(), token["tag"]
        if tag is None:
            continue
        if tag not in BODY_TAGS or not _may_say(tag, token["said"], is_end=bool(token["end"])):
            return False
        if token["end"]:
            if token["void"] or not open_tags or open_tags.pop() != tag:
                return False
        elif tag != "br":
            if token["void"]:
                return False
            open_tags.append(tag)
    return not open_tags


def _may_say(tag: str, said: str, *, is_end: bool) -> bool:
    if is_end:
        return not said
    found = _SAID.findall(said)
    return len(found) == len(dict(found)) and all(
        _may(tag, name, unescape(value)) for name, value in found
    )


def _may(tag: str, name: str, value: str) -> bool:
    if name == "data-block-key":
        return bool(_BLOCK_KEY.fullmatch(value))
    if tag == "a" and name in {"linktype", "id"}:
        return value in _KINDS if name == "linktype" else is_key(value)
    if name not in ATTRIBUTES.get(tag, set()):
        return False
    if name == "href":
        return bool(followed(value))
    return value in SCOPES or bool(re.fullmatch(r"[1-9][0-9]{0,2}", value))


def _led(said: str, find: Find) -> str:
    found = dict(re.findall(r'([a-z-]+)="([^"]*)"', said))
    key = found.get("id", "")
    ours = find(found["linktype"], int(key)) if is_key(key) else None
    if ours is None:
        return "<a>"
    return "<a " + re.sub(r'\bid="[0-9]+"', f'id="{ours}"', said) + ">"
