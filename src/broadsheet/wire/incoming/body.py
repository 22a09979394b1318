"""A body → our blocks. What comes out has been through ``lib.html``, whatever went in.

Pictures and lines are marked in the raw HTML by a word that nobody can guess, which
the cleaner leaves alone; then the cleaned HTML, of few tags, is read block by block.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

from broadsheet.lib.html import MAX_TAGS, clean_body, clean_inline, text_of, tree_of
from broadsheet.wire.incoming.table import table_block
from broadsheet.wire.incoming.text import Text
from broadsheet.wire.incoming.values import fit

Block = tuple[str, Any]
FindPicture = Callable[[dict[str, str], str], Block | None]
"""Given an image's attributes and the caption at it, return its block."""

_OPENING = re.compile(r"<[A-Za-z]")
_GAPS = re.compile(r"(?:<br\s*/?>\s*){2,}|\n\s*\n")
_CONTAINERS = (
    *("address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend"),
    *("main", "nav", "section", "summary"),
)
_BLOCKS = {"blockquote", "h2", "h3", "h4", "ol", "p", "pre", "table", "ul"}
_LEVELS = {"h1": "h2", "h5": "h4", "h6": "h4"}
_CONCERNED = re.compile(rf"<(?:img|hr|{'|'.join([*_LEVELS, *_CONTAINERS])})\b", re.IGNORECASE)
_H2 = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.IGNORECASE | re.DOTALL)
_H2_OPENING = re.compile(r"<h2\b", re.IGNORECASE)


def blocks_of(text: Text | None, *, headline: str, find_picture: FindPicture) -> list[Block]:
    """Return the blocks of a body, in order. A heading that repeats the headline goes."""
    if text is None:
        return []
    if not text.html:
        return [("paragraph", f"<p>{html}</p>") for html in _plain_paragraphs(text.value)]
    marked: dict[str, Block] = {}
    html = fit(text.value)
    if len(_OPENING.findall(html)) <= MAX_TAGS and _is_to_mark(html, headline):
        html = _mark(html, headline, find_picture, marked)
    tree = BeautifulSoup(clean_body(html), "html.parser")
    return list(_blocks(tree, marked))


def _plain_paragraphs(text: str) -> Iterator[str]:
    lines = fit(text).replace("\r\n", "\n").replace("\r", "\n")
    pieces = (
        re.split(r"\n[ \t]*\n", lines) if re.search(r"\n[ \t]*\n", lines) else lines.split("\n")
    )
    for piece in pieces:
        if words := " ".join(piece.split()):
            yield clean_inline(escape(words, quote=False))


def _is_to_mark(html: str, headline: str) -> bool:
    """Say whether ``_mark`` has anything to do: a tree of a text takes its time."""
    headings = _H2.findall(html)
    return bool(
        _CONCERNED.search(html)
        or len(headings) < len(_H2_OPENING.findall(html))
        or any(text_of(each).casefold() == headline.casefold() for each in headings)
    )


def _mark(html: str, headline: str, find_picture: FindPicture, marked: dict[str, Block]) -> str:
    """Put paragraphs where containers are, and marks where pictures and lines are."""
    tree = tree_of(html)
    for image in tree.find_all("img"):
        figure = image.find_parent("figure")
        caption = figure.find("figcaption") if figure else None
        attributes = {name: str(value) for name, value in image.attrs.items()}
        found = find_picture(attributes, text_of(str(caption)) if caption else "")
        place = figure if figure and len(figure.find_all("img")) == 1 else image
        _put(place, found, marked)
    for rule in tree.find_all("hr"):
        _put(rule, ("divider", None), marked)
    for name, ours in _LEVELS.items():
        for heading in tree.find_all(name):
            heading.name = ours
    for heading in tree.find_all("h2"):
        if headline and text_of(str(heading)).casefold() == headline.casefold():
            heading.decompose()
    for container in tree.find_all(_CONTAINERS):
        if container.find([*_CONTAINERS, *_BLOCKS]):
            container.insert_before(tree.new_tag("p"))
            container.insert_after(tree.new_tag("p"))
            container.unwrap()
        else:
            container.name, container.attrs = "p", {}
    return str(tree)


def _put(place: Tag, block: Block | None, marked: dict[str, Block]) -> None:
    if block is None:
        place.decompose()
        return
    mark = f"mark{secrets.token_hex(16)}"
    marked[mark] = block
    place.replace_with(NavigableString(mark))


def _blocks(tree: Tag, marked: dict[str, Block]) -> Iterator[Block]:
    loose = ""
    for node in list(tree.children):
        if isinstance(node, Tag) and node.name in _BLOCKS:
            yield from _paragraphs(loose, marked)
            loose = ""
            yield from _block(node, marked)
        else:
            loose += _source(node)
    yield from _paragraphs(loose, marked)


def _block(tag: Tag, marked: dict[str, Block]) -> Iterator[Block]:
    inner = tag.decode_contents()
    lifted = [block for mark, block in marked.items() if mark in inner]
    if tag.name in {"p", "pre"}:
        html = inner.replace("\n", "<br>") if tag.name == "pre" else inner
        yield from _paragraphs(html, marked)
        return
    inner = _without(inner, marked)
    text = text_of(inner)
    if text and tag.name in {"h2", "h3", "h4"}:
        yield "heading", {"text": text, "level": "2" if tag.name == "h2" else "3"}
    elif text and tag.name == "blockquote":
        pieces = list(_blocks(tree_of(inner), {}))
        quote = "".join(_as_paragraph(block) for block in pieces)
        yield "block_quote", {"quote": quote, "attribution": "", "url": ""}
    elif text and tag.name in {"ul", "ol"}:
        yield "list", {"ordered": tag.name == "ol", "items": list(_items(tag, marked))}
    elif text and tag.name == "table":
        yield table_block(tag, lambda html: text_of(_without(html, marked)))
    yield from lifted


def _as_paragraph(block: Block) -> str:
    """Return a block inside a quotation as a paragraph: a quotation holds nothing else."""
    name, value = block
    if name == "paragraph":
        return str(value)
    if name == "list":
        return "".join(f"<p>{item}</p>" for item in value["items"])
    texts = (
        [value["text"]]
        if name == "heading"
        else [text_of(value["quote"])]
        if name == "block_quote"
        else []
    )
    if name == "table":
        texts = [", ".join(filter(None, row)) for row in [value["columns"], *value["rows"]]]
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts if text)


def _items(tag: Tag, marked: dict[str, Block]) -> Iterator[str]:
    """Yield the items of a list; those of a list within it follow, on the same level."""
    for item in tag.find_all("li"):
        own = "".join(_source(node) for node in item.children if _is_inline(node))
        if html := _inline(_without(own, marked)):
            yield html


def _source(node: Any) -> str:
    """Return a node as HTML; what reads like a tag in a text stays text."""
    return str(node) if isinstance(node, Tag) else escape(str(node), quote=False)


def _is_inline(node: Any) -> bool:
    return not (isinstance(node, Tag) and node.name in {"ul", "ol", "table"})


def _paragraphs(html: str, marked: dict[str, Block]) -> Iterator[Block]:
    """Yield the paragraphs of inline HTML, and between them what is marked in it."""
    pattern = re.compile("|".join(map(re.escape, marked)) or r"(?!)")
    place = 0
    for mark in [*pattern.finditer(html), None]:
        for piece in _GAPS.split(html[place : mark.start() if mark else len(html)]):
            if text_of(piece):
                yield "paragraph", f"<p>{_inline(piece)}</p>"
        if mark:
            yield marked[mark[0]]
            place = mark.end()


def _without(html: str, marked: dict[str, Block]) -> str:
    for mark in marked:
        html = html.replace(mark, "")
    return html


def _inline(html: str) -> str:
    """Return inline HTML as the editor writes it: it knows ``b`` and ``i``."""
    html = re.sub(r"<(/?)strong>", r"<\1b>", clean_inline(html))
    html = re.sub(r"<(/?)em>", r"<\1i>", html)
    return re.sub(r"^(?:<br\s*/?>|\s)+|(?:<br\s*/?>|\s)+$", "", html)
