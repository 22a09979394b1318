"""One letter, encoded once for all its readers, in which each one's own links take their places.

The parts between the marks are encoded ahead (RFC 2045, 6.7: a soft line break may stand
between any two characters of them).
"""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Mapping

from broadsheet.newsletters.rendering.marks import MARKS

_MARK = re.compile("({})".format("|".join(re.escape(mark) for mark in MARKS)))
SOFT = b"=\r\n"
LONGEST_LINE = 75
"""Characters, with room for the sign of a soft break."""


class Encoded:
    """A text in quoted-printable, in pieces, with the names of marks between them."""

    def __init__(self, text: str, *, is_html: bool) -> None:
        self.is_html = is_html
        pieces = _MARK.split(text.replace("\r\n", "\n"))
        *before, last = [_quoted(piece) for piece in pieces[::2]]
        self.pieces = [*(_with_room(piece) for piece in before), last]
        self.names = [mark.strip("{}") for mark in pieces[1::2]]

    def filled(self, links: Mapping[str, str]) -> bytes:
        """Return the text with the links in the places of their marks."""
        written = [self.pieces[0]]
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            link = html.escape(links[name]) if self.is_html else links[name]
            written += (_link(link), piece)
        return b"".join(written)


def _quoted(text: str) -> bytes:
    lines = binascii.b2a_qp(text.encode("utf-8"), istext=True).split(b"\n")
    return b"\r\n".join(_short(line) for line in lines)


def _short(line: bytes) -> bytes:
    """Return a line in lines: of a space that ends one, b2a_qp makes three without counting."""
    if len(line) <= LONGEST_LINE + 1:
        return line
    end = _uncut(line, LONGEST_LINE)
    return line[:end] + SOFT + line[end:]


def _with_room(piece: bytes) -> bytes:
    """Return a piece whose last line has room for the sign of a soft break."""
    start = piece.rfind(b"\n") + 1
    if len(piece) - start <= LONGEST_LINE:
        return piece
    end = _uncut(piece, len(piece) - 3)
    return piece[:end] + SOFT + piece[end:]


def _link(link: str) -> bytes:
    """Return a link between soft breaks, which mail programs take out again."""
    quoted = link.replace("=", "=3D").encode("ascii")
    parts, start = [SOFT], 0
    while start < len(quoted):
        end = _uncut(quoted, start + LONGEST_LINE)
        parts += (quoted[start:end], SOFT)
        start = end
    return b"".join(parts)


def _uncut(quoted: bytes, end: int) -> int:
    """Return ``end``, or the place before it that cuts no ``=3D`` in two."""
    return next((end - back for back in (1, 2) if quoted[end - back : end - back + 1] == b"="), end)
