"""Lexical, the editor of Ghost 5 and later: a tree of nodes → HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from broadsheet.wire.moving.ghost.texts import cards
from broadsheet.wire.moving.ghost.texts.fragments import Unreadable, link
from broadsheet.wire.moving.ghost.values import short, text

Node = Mapping[str, Any]

DEEPEST = 100
"""Nodes in each other; what lies deeper is reduced to its words."""
_FORMATS = ((1, "b"), (2, "i"), (16, "code"), (32, "sub"), (64, "sup"))
"""Bits of a text's format (lexical/src/LexicalConstants.ts); struck and underlined aren't kept."""
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def html_of(lexical: str) -> str:
    """Return a text as HTML. Raises Unreadable for what is no Lexical."""
    try:
        tree = json.loads(lexical)
    except (ValueError, RecursionError) as problem:
        raise Unreadable("its Lexical is no JSON, or nests too deeply") from problem
    root = tree.get("root") if isinstance(tree, dict) else None
    if not isinstance(root, dict):
        raise Unreadable("its Lexical has no root")
    return _children(root, 0)


def _children(node: Node, depth: int) -> str:
    return "".join(_node(each, depth + 1) for each in _below(node))


def _below(node: Node) -> list[Node]:
    found = node.get("children")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _node(node: Node, depth: int) -> str:
    if depth > DEEPEST:
        return escape(_words(node), quote=False)
    kind = short(node, "type")
    kind = kind if kind in _NODES else kind.removeprefix("extended-")
    if show := _NODES.get(kind):
        return show(node, depth)
    return f"{cards.html_of(kind, node)}{_children(node, depth)}"


def _words(node: Node) -> str:
    """Return the words of nodes that nest too deeply, without walking down by recursion."""
    waiting, found = [node], []
    while waiting:
        each = waiting.pop()
        found.append(text(each, "text"))
        waiting += reversed(_below(each))
    return " ".join(filter(None, found))


def _text(node: Node, _depth: int) -> str:
    # Not ``text``: a space between two links is a word's end, not nothing.
    value = node.get("text")
    html = escape(value, quote=False) if isinstance(value, str) else ""
    bits = node.get("format")
    for bit, tag in _FORMATS:
        if html and isinstance(bits, int) and bits & bit:
            html = f"<{tag}>{html}</{tag}>"
    return html


def _wrapped(tag: str) -> Callable[[Node, int], str]:
    return lambda node, depth: f"<{tag}>{_children(node, depth)}</{tag}>"


def _heading(node: Node, depth: int) -> str:
    tag = short(node, "tag")
    tag = tag if tag in _HEADINGS else "h2"
    return f"<{tag}>{_children(node, depth)}</{tag}>"


def _list(node: Node, depth: int) -> str:
    is_ordered = short(node, "tag") == "ol" or short(node, "listType") == "number"
    tag = "ol" if is_ordered else "ul"
    return f"<{tag}>{_children(node, depth)}</{tag}>"


def _link(node: Node, depth: int) -> str:
    return link(text(node, "url").strip(), _children(node, depth))


_NODES: dict[str, Callable[[Node, int], str]] = {
    "aside": _wrapped("blockquote"),
    "at-link": _link,
    "autolink": _link,
    "heading": _heading,
    "linebreak": lambda _node, _depth: "<br>",
    "link": _link,
    "list": _list,
    "listitem": _wrapped("li"),
    "paragraph": _wrapped("p"),
    "quote": _wrapped("blockquote"),
    "tab": lambda _node, _depth: " ",
    "text": _text,
    "zwnj": lambda _node, _depth: "",
}
