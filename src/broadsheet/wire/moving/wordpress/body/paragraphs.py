"""Blank lines → paragraphs, line ends → breaks: what WordPress does to text without blocks.

After the rules of its ``wpautop`` (developer.wordpress.org/reference/functions/wpautop), but read
in one go: a run of words and inline tags is a paragraph where a blank line or the edge of a block
bounds it; what directly follows the tag of a container that isn't closed yet stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from broadsheet.wire.moving.wordpress.body.verbatim import Stretches

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLES = ("table", "tbody", "tfoot", "thead", "tr")
_BARE = (
    "caption",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "legend",
    "menu",
    "ol",
    "p",
    "summary",
    "ul",
)

WITHOUT_PARAGRAPHS = frozenset((*_HEADINGS, *_TABLES, *_BARE))
"""Elements whose text WordPress leaves without paragraphs, or that have no text of their own."""

BLOCKS = WITHOUT_PARAGRAPHS | {
    *("address", "article", "aside", "blockquote", "col", "colgroup", "dd", "details", "div"),
    *("fieldset", "footer", "form", "header", "hgroup", "hr", "li", "main", "nav", "section"),
    *("td", "th"),
}
EMPTY = frozenset({"hr", "col"})
MAX_LOOK = 1000
"""How deep an element may lie that a tag still closes."""

ALONE = frozenset({"pre", "script", "style", "svg", "math"})

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][\w:-]*)[^<>]*>)")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_TWO_BREAKS = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)


def paragraphs(html: str) -> str:
    """Return a text with its paragraphs marked. No word of it changes."""
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    if not html.strip():
        return ""
    return _Text(_TWO_BREAKS.sub("\n\n", html)).marked()


@dataclass
class _Text:
    html: str
    made: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    follows_opening: bool = False

    def marked(self) -> str:
        stretches, at = Stretches(self.html), 0
        while match := _TAG.search(self.html, at):
            self._words(self.html[at : match.start()])
            name = (match[1] or match[3]).lower()
            end = match.end()
            if not match[2]:
                end = stretches.end(name, end) or end
            self._tag(name, self.html[match.start() : end], closing=bool(match[2]))
            at = end
        self._words(self.html[at:])
        self._flush()
        return "".join(self.made)

    def _words(self, text: str) -> None:
        pieces = _BLANK.split(text)
        for number, piece in enumerate(pieces):
            if number:
                self._blank_line()
            self.run.append(piece)

    def _blank_line(self) -> None:
        if self.open and self.open[-1] == "p" and "".join(self.run).strip():
            self._flush()
            self.made.append("</p>\n<p>")
        elif not self.open or self.open[-1] not in WITHOUT_PARAGRAPHS:
            self._flush()
            self.follows_opening = False
        else:
            self.run.append("\n")

    def _tag(self, name: str, tag: str, *, closing: bool) -> None:
        if name in ALONE and not closing:
            self._flush()
            self.made.append(f"{tag}\n" if name == "pre" else tag)
        elif name not in BLOCKS:
            self.run.append(tag)
        elif closing:
            self._flush()
            self._close(name, tag)
        else:
            self._flush()
            self._open(name, tag)

    def _open(self, name: str, tag: str) -> None:
        if self.open and self.open[-1] == "p":
            self.open.pop()  # a browser closes it here
        self.made.append(tag)
        if name not in EMPTY and not tag.endswith("/>"):
            self.open.append(name)
            self.follows_opening = name != "blockquote"

    def _close(self, name: str, tag: str) -> None:
        if name in self.open[-MAX_LOOK:]:
            while self.open.pop() != name:
                pass
        self.made.append(f"{tag}\n")
        self.follows_opening = False

    def _flush(self) -> None:
        text = "".join(self.run)
        self.run.clear()
        words = _without_edges(text)
        if not words:
            self.made.append("\n" if "\n" in text else text)
            return
        within = self.open[-1] if self.open else ""
        bare = self.follows_opening or within in WITHOUT_PARAGRAPHS
        broken = _broken(words)
        self.made.append(broken if bare else f"<p>{broken}</p>\n")
        self.follows_opening = False


def _ends_with_break(text: str) -> bool:
    last = text.rfind("<")
    return last >= 0 and bool(_BREAK.fullmatch(text, last))


def _without_edges(text: str) -> str:
    """Return a run without the space and the breaks at both its ends."""
    text = text.strip()
    while match := _BREAK.match(text):
        text = text[match.end() :].lstrip()
    while _ends_with_break(text):
        text = text[: text.rfind("<")].rstrip()
    return text


def _broken(text: str) -> str:
    """Return a run with a break at each line's end."""
    lines = [line.rstrip() for line in text.split("\n")]
    ended = [line if _ends_with_break(line) else f"{line}<br />" for line in lines[:-1]]
    return "\n".join([*ended, lines[-1]])
