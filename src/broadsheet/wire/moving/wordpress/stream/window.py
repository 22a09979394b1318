"""The part of a long text that one looks at: it is read as far as needed, then forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator

OVERLAP = 8192
"""Characters that are looked through again when more has come: longer than any tag."""


class Window:
    """A text that comes in pieces. ``text`` is what is at hand, ``at`` where one is in it."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._ended = False
        self.text = ""
        self.at = 0
        self.gone = 0

    def forget(self) -> None:
        """Let go of what lies before ``at``, if that is worth it.

        No match or offset from before holds after this.
        """
        if self.at * 2 > len(self.text):
            self.text = self.text[self.at :]
            self.gone += self.at
            self.at = 0

    def find(
        self, pattern: re.Pattern[str], start: int, limit: int | None = None
    ) -> re.Match[str] | None:
        """Return the first match from ``start`` on, none past ``limit`` characters of the text."""
        while True:
            end = len(self.text) if limit is None else min(len(self.text), limit)
            if match := pattern.search(self.text, start, end):
                return match
            if (limit is not None and len(self.text) >= limit) or not self._more():
                return None
            start = max(start, end - OVERLAP)

    def seek(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match after ``at``, and hold nothing of what lies before it."""
        while True:
            if match := pattern.search(self.text, self.at):
                return match
            self.at = max(self.at, len(self.text) - OVERLAP)
            self.forget()
            if not self._more():
                return None

    def _more(self) -> bool:
        piece = "" if self._ended else next(self._pieces, "")
        while not piece and not self._ended:
            rest = next(self._pieces, None)
            self._ended = rest is None
            piece = rest or ""
        self.text += piece
        return bool(piece)
