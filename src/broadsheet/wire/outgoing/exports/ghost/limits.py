"""What Ghost refuses a whole import for: each field's length, by its ``data/schema/schema.js``."""

from __future__ import annotations

TITLE, EXCERPT = 255, 300
SLUG, NAME = 185, 191
"""Of 191 each; a slug leaves room for the number that Ghost may append."""
LIFE, DESCRIPTION = 250, 500
META_TITLE, META_DESCRIPTION, ALT = 300, 500, 191


def cut(text: str, at_most: int) -> str:
    """Return text that Ghost takes: whole, or up to the last word that fits and a sign that it
    goes on. Ghost counts as JavaScript does, which has two for what lies beyond the first plane.
    """
    text = " ".join(text.split())
    if _length(text) <= at_most:
        return text
    while _length(text) > at_most - 1:
        text = text[: at_most - 1] if len(text) >= at_most else text[:-1]
    head, space, _rest = text.rpartition(" ")
    return f"{head if space and len(head) > at_most // 2 else text}…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
