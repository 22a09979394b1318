"""Pieces of HTML that stand inside others: each closes what it opens."""

from __future__ import annotations

from html import escape

from broadsheet.lib.html import MAX_TAGS, text_of, tree_of
from broadsheet.wire.incoming.text import MAX_TEXT


class Unreadable(ValueError):  # noqa: N818  a refusal is an answer
    """A text can't be read in this form; the message says why, in a line for people."""


def closed(html: str) -> str:
    """Return HTML that swallows nothing of what comes after it."""
    if "<" not in html:
        return html
    if html.count("<") > MAX_TAGS:
        return escape(text_of(html), quote=False)
    return str(tree_of(html))


def paragraph(html: str) -> str:
    """Return a line of HTML as a paragraph; nothing for nothing."""
    return f"<p>{html}</p>" if html.strip() else ""


def link(address: str, html: str) -> str:
    """Return a link; without an address, what it would say."""
    return f'<a href="{escape(address)}">{html}</a>' if address and html else html


class Pieces:
    """HTML that grows by pieces. Raises Unreadable once it is too long for any story."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0

    def add(self, piece: str) -> None:
        """Add a piece."""
        self._size += len(piece)
        if self._size > MAX_TEXT:
            raise Unreadable(f"its text has more than {MAX_TEXT:,} characters")
        self._pieces.append(piece)

    def __str__(self) -> str:
        return "".join(self._pieces)
