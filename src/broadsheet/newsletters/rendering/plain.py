"""A letter as text: written to be read, not HTML without its tags.

No line is longer than 72 characters unless it is an address. A line that begins with a space,
``>`` or ``From`` gets a space before it, so that the text may be sent as ``format=flowed`` or
not (RFC 3676, 4.4), and no mailbox file takes it for the start of another mail.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django.template.loader import render_to_string
from django.utils import translation

from broadsheet.fronts.page import absolute
from broadsheet.newsletters.models import Letter
from broadsheet.newsletters.rendering.context import around
from broadsheet.newsletters.rendering.marks import marked_text
from broadsheet.newsletters.rendering.parts import Part

WIDTH = 72
RULE = "* * *"


def plain_text(letter: Letter, parts: list[Part]) -> str:
    """Return the letter as text, with the marks for a reader's own links."""
    said = "\n\n".join(filter(None, map(_said, parts)))
    with translation.override(letter.language):
        whole = render_to_string("letters/letter.txt", {**around(letter), "said": said})
    lines = (_stuffed(line.rstrip()) for line in whole.strip().split("\n"))
    return marked_text(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n")


def _stuffed(line: str) -> str:
    if line == "--":
        return "-- "  # what is below is a signature (RFC 3676, 4.3)
    return f" {line}" if re.match(r"[ >]|From ", line) else line


def _said(part: Part) -> str:
    if part.kind == "heading":
        return f"{_wrapped(part.title)}\n{'=' * min(len(part.title), WIDTH)}"
    if part.kind == "divider":
        return RULE
    if part.kind == "story":
        return _story(part)
    if part.kind == "picture":
        return _wrapped(f"[{part.picture.alt if part.picture else ''}] {part.text}".strip())
    return "\n\n".join(filter(None, [_wrapped(part.title), words_of(part.html)]))


def _story(part: Part) -> str:
    title = f"{part.kicker}: {part.title}" if part.kicker else part.title
    lines = [_wrapped(title), _wrapped(part.by)]
    if part.size != "line":
        lines.append(_wrapped(part.text))
    return "\n".join(filter(None, [*lines, absolute(part.path)]))


def words_of(html: str) -> str:
    """Return rich text as text: paragraphs apart, items with their marks, links with addresses."""
    soup = BeautifulSoup(html, "html.parser")
    return "\n\n".join(filter(None, _blocks(soup)))


def _blocks(soup: Any) -> Iterator[str]:
    for each in soup.children:
        if isinstance(each, Tag) and each.name in {"ul", "ol"}:
            yield "\n".join(_items(each))
        else:
            yield "\n".join(_wrapped(line) for line in _inline(each).split("\n"))


def _items(of: Tag, indent: str = "") -> Iterator[str]:
    for number, item in enumerate(of.find_all("li", recursive=False), start=1):
        mark = f"{indent}{number}. " if of.name == "ol" else f"{indent}- "
        own = "".join(_inline(each) for each in item.children if not _is_list(each))
        yield _wrapped(own, first=mark, rest=" " * len(mark))
        for inner in item.find_all(["ul", "ol"], recursive=False):
            yield from _items(inner, indent + "   ")


def _is_list(node: Any) -> bool:
    return isinstance(node, Tag) and node.name in {"ul", "ol"}


def _inline(node: Any) -> str:
    if isinstance(node, NavigableString):
        return re.sub(r"\s+", " ", str(node))
    if node.name == "br":
        return "\n"
    words = "".join(map(_inline, node.children))
    address = node.get("href", "") if node.name == "a" else ""
    address = absolute(address) if address.startswith("/") else address.removeprefix("mailto:")
    if not address or address.startswith("#") or address == words.strip():
        return words
    return f"{words} ({address})"


def _wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
