"""Marks in what a template prints, and the parts that a page falls into at them.

While the press renders, a shared part leaves a mark instead of itself. A mark is framed
by a character that XML and HTML forbid in a document, so that no text can forge one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FRAME = "\x1e"
PINNED = "#"
_MARK = re.compile(rb"\x1e([^\x1e]{0,200})\x1e")


@dataclass(frozen=True)
class Fragment:
    """A shared part, by its name: ``@latest``."""

    name: str


def fragment_mark(name: str) -> str:
    """Return the mark that stands for the fragment ``name``."""
    return f"{FRAME}{name}{FRAME}"


def pinned(text: str) -> str:
    """Frame text that many pages share as it is, such as the stylesheet: one segment for all."""
    return f"{FRAME}{PINNED}{FRAME}{text}{FRAME}{PINNED}{FRAME}"


def split(body: bytes) -> list[bytes | Fragment]:
    """Return the parts of a body: bytes of its own, and the fragments between them."""
    pieces = _MARK.split(body)
    parts: list[bytes | Fragment] = []
    for number, piece in enumerate(pieces):
        if number % 2 and piece != PINNED.encode():
            parts.append(Fragment(piece.decode()))
        elif not number % 2 and piece:
            parts.append(piece)
    return parts
