"""Ghost's Markdown: CommonMark with tables, struck words, HTML, and lines that break."""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt

from broadsheet.wire.moving.ghost.texts.fragments import closed, paragraph

MAX_MARKDOWN = 200_000
"""Characters. A hundred thousand brackets take a second to match; no story is so long."""

_MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(
    ["table", "strikethrough"]
)


def html_of(markdown: str) -> str:
    """Return Markdown as HTML; what is absurdly long is left as it was written."""
    return plain(markdown) if len(markdown) > MAX_MARKDOWN else closed(_MARKDOWN.render(markdown))


def plain(text: str) -> str:
    """Return plain text as paragraphs."""
    pieces = re.split(r"\n\s*\n", text)
    return "".join(paragraph(escape(piece.strip(), quote=False)) for piece in pieces)
