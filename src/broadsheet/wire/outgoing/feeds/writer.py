"""Pieces of a story as plain HTML for other programs: sanitised, with whole addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from broadsheet.lib.html import clean_body, clean_inline
from broadsheet.photos.models import Rendition
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.feeds.references import LINK, References, link_of

_NOTE = re.compile(r"\[\^(\d{1,3})\]")


@dataclass(frozen=True)
class Writer:
    """Writes one story's text. What the story points to is in ``references``.

    ``root`` is what our own addresses begin with instead of their first slash; none: they are
    whole.
    """

    url: str
    references: References
    root: str = ""

    def rich(self, html: str, *, inline: bool = False) -> str:
        """Return stored rich text, cleaned, its links whole, its note marks raised."""
        html = LINK.sub(self._link, html or "")
        html = clean_inline(html) if inline else clean_body(html)
        html = html.replace('<a href="/', f'<a href="{self.root or whole("/")}')
        html = html.replace('<a href="#', f'<a href="{self.url}#')
        return _NOTE.sub(r"<sup>\1</sup>", html)

    def _link(self, match: re.Match[str]) -> str:
        if link_of(match[1]) is None:
            return match[0]
        target = self.references.target(match[1])
        return f'<a href="{escape(target)}">' if target else "<a>"

    def link(self, url: str, text: str) -> str:
        """Return a link, or the words alone where the address is none to follow."""
        return self.rich(f'<a href="{escape(url)}">{escape(text or url)}</a>', inline=True)

    def file(self, key: Any, text: str) -> str:
        """Return a paragraph that leads to a document of ours."""
        file = self.references.files.get(key)
        return f"<p>{self.link(file.url, text or file.title)}</p>" if file else ""

    def figure(self, key: Any, *, caption: str = "", alt: str = "") -> str:
        """Return a picture with its caption and credit, if it is there in any size."""
        photo = self.references.photos.get(key)
        size = widest(self.references.renditions.get(key, []))
        if photo is None or size is None:
            return ""
        words = " ".join(filter(None, [caption or photo.caption, photo.credit]))
        under = f"<figcaption>{escape(words)}</figcaption>" if words else ""
        return (
            f'<figure><img src="{escape(whole(size.url))}" alt="{escape(alt or photo.description)}"'
            f' width="{size.width}" height="{size.height}">{under}</figure>'
        )


def widest(renditions: Iterable[Rendition]) -> Rendition | None:
    """Return the widest JPEG of a whole picture: every reader of feeds shows one."""
    whole_ones = (r for r in renditions if re.fullmatch(r"width-\d+\|format-jpeg", r.filter_spec))
    return max(whole_ones, key=lambda rendition: rendition.width, default=None)
