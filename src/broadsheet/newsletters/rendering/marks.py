"""The two named marks in a frozen letter, where a reader's own links go.

They are put in by our templates only. What looks like one in an editor's words is told apart
here, so that it stays what was written; no template engine ever reads those words.
"""

from __future__ import annotations

import secrets
from html import escape

LEAVE, PREFERENCES = "{leave}", "{preferences}"
MARKS = (LEAVE, PREFERENCES)

_WORD_JOINER = "\u2060"
_STANDINS = {mark: f"mark-{secrets.token_hex(12)}" for mark in MARKS}
"""What stands for a mark while the letter is drawn: nobody can write it beforehand."""


def standins() -> dict[str, str]:
    """Return what templates print where a reader's link goes: ``leave`` and ``preferences``."""
    return {mark.strip("{}"): standin for mark, standin in _STANDINS.items()}


def marked_html(drawn: str) -> str:
    """Return HTML with its marks; a reader sees the braces that an editor wrote as they are."""
    for mark, standin in _STANDINS.items():
        drawn = kept_apart(mark, html=drawn)[0].replace(standin, mark)
    return drawn


def marked_text(drawn: str) -> str:
    """Return text with its marks; a written one is kept apart by a sign that isn't seen."""
    for mark, standin in _STANDINS.items():
        drawn = kept_apart(mark, text=drawn)[1].replace(standin, mark)
    return drawn


def kept_apart(mark: str, *, html: str = "", text: str = "") -> tuple[str, str]:
    """Return HTML and text in which nothing will be taken for ``mark``, and all reads the same."""
    return (
        html.replace(mark, f"&#123;{mark[1:]}"),
        text.replace(mark, f"{{{_WORD_JOINER}{mark[1:]}"),
    )


def fill(*, html: str, text: str, leave: str, preferences: str) -> tuple[str, str]:
    """Return a frozen letter's HTML and text with one reader's addresses in the marks' places."""
    for mark, address in ((LEAVE, leave), (PREFERENCES, preferences)):
        html, text = html.replace(mark, escape(address)), text.replace(mark, address)
    return html, text
