"""A body's HTML → the same with the remarks by which WordPress's block editor knows its blocks.

https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/ and, for what
each block saves, the ``save.js`` of WordPress's package @wordpress/block-library. What has no block
there stands as plain HTML in a block for that; a reader sees the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from bs4 import NavigableString, Tag

from broadsheet.lib.html import MAX_TAGS, tree_of

Numbers = Mapping[str, int]
"""WordPress's number of a picture, by the address that a body shows it at."""


def blocks_of(html: str, numbers: Numbers) -> str:
    """Return HTML as blocks, one for each element at its top."""
    if html.count("<") > MAX_TAGS:
        return _block("html", html)
    made = (_node(node, numbers) for node in tree_of(html).children)
    return "\n\n".join(filter(None, made))


def _node(node: Any, numbers: Numbers) -> str:
    if isinstance(node, Tag):
        write = _WRITERS.get(node.name, _verbatim)
        return write(node, numbers)
    words = str(node.output_ready("minimal")) if type(node) is NavigableString else ""
    return _block("paragraph", f"<p>{words.strip()}</p>") if words.strip() else ""


def _block(name: str, html: str, said: Mapping[str, Any] | None = None) -> str:
    attributes = f" {_json(said)}" if said else ""
    return f"<!-- wp:{name}{attributes} -->\n{html}\n<!-- /wp:{name} -->"


def _json(said: Mapping[str, Any]) -> str:
    """Return attributes as ``serialize_block_attributes`` writes them: no remark ends in them."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    for sign, written in (("--", "\\u002d\\u002d"), ("<", "\\u003c"), (">", "\\u003e")):
        text = text.replace(sign, written)
    return text.replace("&", "\\u0026").replace('\\"', "\\u0022")


def _verbatim(node: Tag, _numbers: Numbers) -> str:
    return _block("html", str(node))


def _paragraph(node: Tag, _numbers: Numbers) -> str:
    return _block("paragraph", f"<p>{node.decode_contents()}</p>")


def _heading(node: Tag, _numbers: Numbers) -> str:
    html = f'<{node.name} class="wp-block-heading">{node.decode_contents()}</{node.name}>'
    level = int(node.name[1])
    return _block("heading", html, {"level": level} if level != 2 else None)


def _list(node: Tag, _numbers: Numbers) -> str:
    items = []
    for item in node.find_all("li", recursive=False):
        below = [each.extract() for each in item.find_all(["ul", "ol"], recursive=False)]
        lists = "".join(_list(each, {}) for each in below)
        items.append(_block("list-item", f"<li>{item.decode_contents().strip()}{lists}</li>"))
    inside = "\n\n".join(items)
    html = f'<{node.name} class="wp-block-list">{inside}</{node.name}>'
    return _block("list", html, {"ordered": True} if node.name == "ol" else None)


def _quote(node: Tag, numbers: Numbers) -> str:
    inside = "\n\n".join(filter(None, (_node(each, numbers) for each in node.children)))
    return _block("quote", f'<blockquote class="wp-block-quote">{inside}</blockquote>')


def _figure(node: Tag, numbers: Numbers) -> str:
    """Return a picture with what stands under it; any other figure as it is."""
    image = node.find("img")
    if not isinstance(image, Tag) or node.find(["audio", "video", "iframe", "table"]):
        return _verbatim(node, numbers)
    address, alt = (escape(str(image.get(name) or "")) for name in ("src", "alt"))
    number = numbers.get(str(image.get("src") or ""))
    known = f' class="wp-image-{number}"' if number else ""
    under = node.find("figcaption")
    words = under.decode_contents() if isinstance(under, Tag) else ""
    caption = f'<figcaption class="wp-element-caption">{words}</figcaption>' if words else ""
    said = {"id": number} if number else {}
    html = f'<img src="{address}" alt="{alt}"{known}/>{caption}'
    return _block(
        "image",
        f'<figure class="wp-block-image size-full">{html}</figure>',
        {**said, "sizeSlug": "full", "linkDestination": "none"},
    )


def _table(node: Tag, _numbers: Numbers) -> str:
    """Return a table; what stands over it, here its ``caption``, stands under it there."""
    over = node.find("caption", recursive=False)
    words = over.extract().decode_contents() if isinstance(over, Tag) else ""
    caption = f'<figcaption class="wp-element-caption">{words}</figcaption>' if words else ""
    return _block("table", f'<figure class="wp-block-table">{node}{caption}</figure>')


def _code(node: Tag, _numbers: Numbers) -> str:
    return _block(
        "preformatted", f'<pre class="wp-block-preformatted">{node.decode_contents()}</pre>'
    )


def _line(_node: Tag, _numbers: Numbers) -> str:
    return _block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')


_WRITERS: dict[str, Callable[[Tag, Numbers], str]] = {
    "blockquote": _quote,
    "figure": _figure,
    "h2": _heading,
    "h3": _heading,
    "h4": _heading,
    "hr": _line,
    "ol": _list,
    "p": _paragraph,
    "pre": _code,
    "table": _table,
    "ul": _list,
}
