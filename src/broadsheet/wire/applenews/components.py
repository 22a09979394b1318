"""A body in HTML, as the feeds have it → Apple News components.

Formats: developer.apple.com/documentation/applenewsformat, “Using HTML with Apple News Format”:
some tags make Apple reject an article (``<img>``, ``<form>``), others do nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import nh3
from bs4 import NavigableString, Tag

from broadsheet.lib.html import text_of, tree_of

Component = dict[str, Any]

TEXT_TAGS = {
    *("a", "b", "blockquote", "br", "code", "del", "em", "i", "li", "ol", "p", "pre", "s"),
    *("samp", "strong", "sub", "sup", "ul"),
}
TABLE_TAGS = TEXT_TAGS | {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
LINKS = {"http", "https", "mailto"}
HEADINGS = {"h1": "heading1", "h2": "heading2", "h3": "heading3", "h4": "heading4"}


def components_of(html: str) -> list[Component]:
    """Return the components of a body, in order; none is empty."""
    return list(_joined(_of(tree_of(html).children)))


def text(role: str, words: str) -> list[Component]:
    """Return a component of plain text; of no words, none."""
    plain = " ".join(words.split())
    return [{"role": role, "text": plain}] if plain else []


def html(role: str, inner: str) -> list[Component]:
    """Return a component of formatted text; of no words, none."""
    clean = _clean(inner, TEXT_TAGS)
    return [{"role": role, "format": "html", "text": clean}] if text_of(clean) else []


def _of(nodes: Iterable[Any]) -> Iterator[Component]:
    for node in nodes:
        if isinstance(node, Tag):
            yield from _element(node)
        elif isinstance(node, NavigableString) and str(node).strip():
            yield from html("body", f"<p>{node.output_ready()}</p>")


def _element(node: Tag) -> Iterator[Component]:
    if node.name in HEADINGS:
        yield from text(HEADINGS[node.name], node.get_text(" "))
    elif node.name == "blockquote":
        yield from html("quote", node.decode_contents())
    elif node.name == "figure":
        yield from _figure(node)
    elif node.name == "table":
        yield from _table(node)
    elif node.name == "hr":
        yield {"role": "divider"}
    elif node.name in {"div", "section", "article"}:
        yield from _of(node.children)
    else:
        yield from html("body", str(node))


def _figure(node: Tag) -> Iterator[Component]:
    image, under = node.find("img"), node.find("figcaption")
    caption = under.get_text(" ").strip() if isinstance(under, Tag) else ""
    if not isinstance(image, Tag):
        return
    photo = {
        "role": "photo",
        "URL": str(image.get("src", "")),
        "caption": caption,
        "accessibilityCaption": str(image.get("alt", "")),
    }
    if urlsplit(photo["URL"]).scheme in {"http", "https"}:
        yield {name: value for name, value in photo.items() if value}
        yield from text("caption", caption)


def _table(node: Tag) -> Iterator[Component]:
    if isinstance(title := node.find("caption"), Tag):
        yield from text("heading3", title.extract().get_text(" "))
    clean = _clean(str(node), TABLE_TAGS)
    if text_of(clean):
        yield {"role": "htmltable", "html": clean}


def _joined(components: Iterable[Component]) -> Iterator[Component]:
    """Yield components, with paragraphs that follow one another as one."""
    held: Component | None = None
    for each in components:
        if held and held["role"] == each["role"] == "body":
            held = {**held, "text": held["text"] + each["text"]}
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def _clean(markup: str, tags: set[str]) -> str:
    return nh3.clean(
        markup, tags=tags, attributes={"a": {"href"}}, url_schemes=LINKS, link_rel=None
    ).strip()
