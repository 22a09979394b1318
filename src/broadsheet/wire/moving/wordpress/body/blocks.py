"""The block editor's remarks (``<!-- wp:… -->``) go; what only they say is shown, or named.

After developer.wordpress.org/block-editor/explanations/architecture/key-concepts/.
"""

from __future__ import annotations

import json
import re
from typing import Any

from broadsheet.wire.moving.wordpress.body import figures
from broadsheet.wire.moving.wordpress.body.library import Page

MAX_DEPTH = 5
"""How deep blocks that posts share may lie in each other."""

_BEGIN = re.compile(r"<!--\s{0,9}(/?)wp:([a-z][\w-]*(?:/[a-z][\w-]*)?)", re.IGNORECASE)
_WRAPPED = re.compile(
    r"""<div class="[^"<>]{0,300}wp-block-embed__wrapper[^"<>]{0,300}">\s{0,99}"""
    r"""(?:<p>)?(https?://[^\s<>"]{1,2000})(?:</p>)?\s{0,99}</div>"""
)
_PAGING = re.compile(r"<!--(?:more[^<>]{0,500}?|noteaser|nextpage)-->")
_QUIET = {"more", "nextpage", "spacer", "separator", "social-link", "paragraph", "list-item"}
"""Blocks of which nothing is missed when they say nothing."""


def has_blocks(html: str) -> bool:
    """Tell whether a text was written in the block editor."""
    return "<!-- wp:" in html


def without_blocks(html: str, page: Page, depth: int = 0) -> str:
    """Return the HTML of a text's blocks."""
    made, at = [], 0
    while match := _BEGIN.search(html, at):
        end = html.find("-->", match.end())
        if end < 0:
            break
        made.append(html[at : match.start()])
        at = end + 3
        if not match[1]:
            said = html[match.end() : end].strip()
            made.append(_block(match[2], said, html, page, depth))
    made.append(html[at:])
    shown = _WRAPPED.sub(lambda match: figures.frame(match[1]), "".join(made))
    return without_paging(shown)


def without_paging(html: str) -> str:
    """Return a text without the marks of its teaser and its pages."""
    return _PAGING.sub("", html)


def _block(name: str, said: str, html: str, page: Page, depth: int) -> str:
    """Return what a block's opening remark alone says."""
    name = name.lower().removeprefix("core/")
    is_void = said.endswith("/")
    values = _values(said.removesuffix("/"))
    address = values.get("url")
    if name == "cover" and isinstance(address, str) and html.count(address) == 1:
        return figures.picture(address)
    if not is_void:
        return ""
    if name == "block":
        return _shared(str(values.get("ref", "")), page, depth)
    if (name == "embed" or name.startswith("core-embed/")) and isinstance(address, str):
        return figures.shown(address)
    if name == "footnotes":
        return _footnotes(page)
    if name not in _QUIET:
        page.miss(f"block {name} {said.removesuffix('/').strip()}".strip())
    return ""


def _values(said: str) -> dict[str, Any]:
    try:
        found = json.loads(said) if said.strip() else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _shared(number: str, page: Page, depth: int) -> str:
    """Return a block that posts share, where the export has it."""
    html = page.library.blocks.get(number)
    if html is None or depth >= MAX_DEPTH or not page.grow(html):
        page.miss(f"block {number}, which posts share")
        return ""
    return without_blocks(html, page, depth + 1)


def _footnotes(page: Page) -> str:
    try:
        notes = json.loads(page.footnotes or "[]")
    except (ValueError, RecursionError):
        notes = []
    texts = [str(n.get("content", "")) for n in notes if isinstance(n, dict)] if notes else []
    items = "".join(f"<li>{text}</li>" for text in texts)
    return f"<ol>{items}</ol>" if items else ""
