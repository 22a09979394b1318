"""The stretches of HTML in which nothing is markup of WordPress's: code, scripts, remarks."""

from __future__ import annotations

import re

NAMES = ("pre", "code", "script", "style", "textarea", "svg", "math")
WHOLE = ("audio", "video", "object", "select", "iframe")
"""Elements inside which line ends mean nothing."""

_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in NAMES + WHOLE} | {
    "!--": re.compile("-->")
}
_BEGINS = re.compile(rf"<(?:(!--)|({'|'.join(NAMES)})(?=[\s/>])[^<>]*>)", re.IGNORECASE)


class Stretches:
    """Finds where such a stretch ends; what has no end isn't looked for again."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._absent: set[str] = set()

    def end(self, name: str, start: int) -> int | None:
        """Return where what began before ``start`` ends; None where it never does."""
        name = name.lower()
        if name in self._absent or name not in _ENDS:
            return None
        match = _ENDS[name].search(self._html, start)
        if match is None:
            self._absent.add(name)
            return None
        return match.end()


def stretches_of(html: str) -> list[tuple[int, int]]:
    """Return where each begins and ends, in order."""
    ends, found, at = Stretches(html), [], 0
    while match := _BEGINS.search(html, at):
        end = ends.end(match[1] or match[2], match.end())
        if end is not None:
            found.append((match.start(), end))
        at = end or match.end()
    return found
