"""A body's HTML as Ghost's importer reads it: it makes Lexical of HTML, and drops what it doesn't
know. What has no counterpart there goes into an HTML card, which keeps it as it is.

https://docs.ghost.org/admin-api/posts/creating-a-post (``<!--kg-card-begin: html-->``)
"""

from __future__ import annotations

import re
from html import escape

from bs4 import NavigableString, Tag

from broadsheet.lib.html import MAX_TAGS, tree_of

KNOWN = {"blockquote", "figure", "h2", "h3", "h4", "hr", "ol", "p", "ul"}
_UNKNOWN_WITHIN = ["audio", "iframe", "table", "video"]
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)


def text_for_ghost(html: str) -> str:
    """Return HTML of which Ghost keeps every word and every mark."""
    if html.count("<") > MAX_TAGS:
        return card(html)
    return "\n".join(filter(None, map(_node, tree_of(html).children)))


def card(html: str) -> str:
    """Return HTML that is kept as it is."""
    html = _REMARK.sub("", html)
    return f"<!--kg-card-begin: html-->\n{html}\n<!--kg-card-end: html-->"


def _node(node: object) -> str:
    if isinstance(node, Tag):
        return str(node) if _is_known(node) else card(str(node))
    words = str(node).strip() if type(node) is NavigableString else ""
    return f"<p>{escape(words, quote=False)}</p>" if words else ""


def _is_known(node: Tag) -> bool:
    if node.name not in KNOWN or node.find(_UNKNOWN_WITHIN):
        return False
    if node.name == "figure":
        return bool(node.find("img"))
    # A quotation of several paragraphs, and lists in lists, come out as one.
    return node.name != "blockquote" or len(node.find_all(True, recursive=False)) < 2
