"""Marks in what a template prints, and the parts that a page falls into at them.

While the press renders, a shared part leaves a mark instead of itself. A mark is framed
by a character that XML and HTML forbid in a document, and begins with a word that each
process draws anew: forms take that character too (Word writes it for a hyphen that doesn't
break), so that a headline could else name parts of its own.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

FRAME = "\x1e"
OPENS = f"{FRAME}{secrets.token_hex(8)}:"
PINNED = "#"
_MARK = re.compile(OPENS.encode() + rb"([^\x1e]{0,200})\x1e")
_FORBIDDEN = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r"))
"""Control characters, as far as HTML forbids them: no byte of another character is one."""


@dataclass(frozen=True)
class Fragment:
    """A shared part, by its name: ``@latest``."""

    name: str


def fragment_mark(name: str) -> str:
    """Return the mark that stands for the fragment ``name``."""
    return f"{OPENS}{name}{FRAME}"


def pinned(text: str) -> str:
    """Frame text that many pages share as it is, such as the stylesheet: one segment for all."""
    return f"{fragment_mark(PINNED)}{text}{fragment_mark(PINNED)}"


def split(body: bytes) -> list[bytes | Fragment]:
    """Return the parts of a body: bytes of its own, and the fragments between them."""
    pieces = _MARK.split(body)
    parts: list[bytes | Fragment] = []
    for number, piece in enumerate(pieces):
        if number % 2 and piece != PINNED.encode():
            parts.append(Fragment(piece.decode()))
        elif not number % 2 and (own := piece.translate(None, _FORBIDDEN)):
            parts.append(own)
    return parts
