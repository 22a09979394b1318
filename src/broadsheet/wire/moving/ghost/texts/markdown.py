"""Ghost's Markdown: CommonMark with tables, struck words, HTML, and lines that break."""

from __future__ import annotations

from markdown_it import MarkdownIt

from broadsheet.wire.incoming.markup import MAX_TEXT
from broadsheet.wire.moving.ghost.texts.fragments import Unreadable, closed

_MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(
    ["table", "strikethrough"]
)


def html_of(markdown: str) -> str:
    """Return Markdown as HTML. Raises Unreadable for more than a story can hold."""
    if len(markdown) > MAX_TEXT:
        raise Unreadable(f"its text has more than {MAX_TEXT:,} characters")
    return closed(_MARKDOWN.render(markdown))
