"""The text of a story that moves → our blocks, and what of it has no place in any."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlsplit

from bs4 import Tag
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from broadsheet.lib.html import MAX_TAGS, tree_of
from broadsheet.wire.incoming.body import Block, blocks_of
from broadsheet.wire.incoming.text import MAX_TEXT, Text
from broadsheet.wire.moving.pictures import Pictures, address_of

SHOWN_ELSEWHERE = {"iframe", "embed", "object", "audio", "video"}
UNSEEN = {"script", "style", "template", "noscript", "select", "svg", "math", "canvas", "title"}
_CONCERNED = re.compile(rf"<(?:img|{'|'.join(sorted(SHOWN_ELSEWHERE | UNSEEN))})\b", re.IGNORECASE)
"""Whether anything in a text is marked or counted: a tree of it takes its time."""

MARK = "data-shown-elsewhere"
MAX_ADDRESS = 200
_is_web = URLValidator(schemes=["http", "https"])


@dataclass
class Body:
    """Blocks, how often what was left out, and the addresses of pictures that aren't there."""

    blocks: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    lost_pictures: list[str] = field(default_factory=list)


def lay_out(html: str, *, headline: str, pictures: Pictures) -> Body:
    """Return a text as blocks. Raises ValueError for one of absurd length or depth."""
    if len(html) > MAX_TEXT:
        raise ValueError(f"its text has more than {MAX_TEXT:,} characters")
    made = Body()

    def find(attributes: dict[str, str], caption: str) -> Block | None:
        if MARK in attributes:
            return _embed(attributes, caption, made)
        return _picture(attributes, caption, pictures, made)

    text = Text(_marked(html, made), html=True)
    made.blocks = blocks_of(text, headline=headline, find_picture=find)
    return made


def _marked(html: str, made: Body) -> str:
    """Put a mark in place of whatever another site shows, and count what is nothing to read."""
    if html.count("<") > MAX_TAGS or not _CONCERNED.search(html):
        return html
    tree = tree_of(html)
    for image in tree.find_all("img"):
        image.attrs.pop(MARK, None)
    for tag in tree.find_all(SHOWN_ELSEWHERE):
        if tag.decomposed or tag.find_parent(SHOWN_ELSEWHERE):
            continue
        mark = tree.new_tag("img")
        mark[MARK], mark["title"] = _address(tag), str(tag.get("title") or "")
        tag.insert_before(mark)
        tag.decompose()
    for tag in tree.find_all(UNSEEN):
        if not tag.decomposed and tag.name not in {"style", "title"}:
            made.left_out[tag.name] += 1
    return str(tree)


def _address(tag: Tag) -> str:
    """Return where something is shown: a film's own page, where we know how it is called."""
    inner = tag.find(["source", "embed"]) if not tag.get("src") else None
    found = str(tag.get("src") or tag.get("data") or (inner.get("src") if inner else "") or "")
    found = f"https:{found}" if found.startswith("//") else found
    if film := re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})", found):
        return f"https://www.youtube.com/watch?v={film[1]}"
    if film := re.match(r"https?://player\.vimeo\.com/video/(\d+)", found):
        return f"https://vimeo.com/{film[1]}"
    return found


def _embed(attributes: dict[str, str], caption: str, made: Body) -> Block | None:
    address = attributes[MARK].strip()
    try:
        _is_web(address)
    except ValidationError:
        address = ""
    if not address or len(address) > MAX_ADDRESS:
        made.left_out["embed"] += 1
        return None
    title = " ".join(attributes.get("title", "").split()) or urlsplit(address).netloc
    return "embed", {"url": address, "title": title[:255], "caption": caption}


def _picture(
    attributes: dict[str, str], caption: str, pictures: Pictures, made: Body
) -> Block | None:
    address = address_of(attributes)
    alt = " ".join(attributes.get("alt", "").split())[:255]
    photo = pictures.by_address(address, alt=alt, caption=caption) if address else None
    if photo is None:
        made.lost_pictures.append(address[:500] or "without an address")
        return ("paragraph", f"<p><i>{escape(caption)}</i></p>") if caption else None
    value: dict[str, Any] = {
        "photo": photo,
        "caption": "" if caption == photo.caption else caption,
        "alt": "" if alt == photo.description else alt,
    }
    return "picture", value
