"""Text → a tree of bounded size, without comments, scripts and what no reader sees."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from broadsheet.wire.extraction.record import Refused

MAX_TAGS = 60_000
MAX_DEPTH = 200
_OPENING = re.compile(r"<[A-Za-z]")
_UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def tree_of(text: str) -> HtmlElement:
    """Return a page's tree. Raises Refused for what is empty, absurdly large or deep."""
    found = len(_OPENING.findall(text))
    if not found:
        raise Refused("there is no HTML in it")
    if found > MAX_TAGS:
        raise Refused(f"it has {found:,} tags; a page may have {MAX_TAGS:,}")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        text = _UNFIT.sub("", _DECLARATION.sub("", text))
        tree = document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("its HTML can't be read") from error
    if _too_deep(tree):
        raise Refused(f"its tags lie more than {MAX_DEPTH} deep in each other")
    return tree


def _too_deep(tree: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def words_in(element: HtmlElement | None) -> str:
    """Return an element's words on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def beginning(element: HtmlElement, length: int) -> str:
    """Return an element's first words, at most ``length`` characters, without reading the rest."""
    found = ""
    for piece in element.itertext():
        found = f"{found} {piece}".lstrip()[:length]
        if len(found) >= length:
            break
    return " ".join(found.split())
