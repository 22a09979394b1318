"""The pictures of a saved page: those saved beside it, and those that are still where they were."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from broadsheet.lib.files import within
from broadsheet.wire.extraction.pictures import figure
from broadsheet.wire.extraction.record import Picture

_FIGURE = re.compile(
    r'<figure><img src="([^"]*)" alt="[^"]*">(?:<figcaption>[^<]*</figcaption>)?</figure>\s*'
)
"""As ``extraction.pictures`` writes it."""


def beside(address: str, page: Path, root: Path) -> str:
    """Return the file that a relative address means, from ``root`` on; "" for none within it."""
    if address.startswith("/") or "://" in address:
        return ""
    for name in (unquote(address), unquote(address.partition("?")[0])):
        if found := within(root, str(page.parent.resolve() / name)):
            return found.relative_to(root.resolve()).as_posix()
    return ""


def lead_of(body: str) -> str:
    """Return the address of the picture that a body begins with; "" for none."""
    first = _FIGURE.match(body)
    return unescape(first[1]) if first else ""


def without_lead(body: str) -> str:
    """Return the body without the picture that it begins with."""
    return _FIGURE.sub("", body, count=1) if _FIGURE.match(body) else body


def with_addresses(body: str, shown: dict[str, Picture], urls: dict[str, str]) -> str:
    """Return the body with its pictures' addresses as they are known here.

    Whose a picture is goes with the picture, and is not said again in its caption.
    """

    def place(match: re.Match[str]) -> str:
        picture = shown.get(unescape(match[1]))
        if picture is None:
            return match[0]
        return figure(replace(picture, address=urls[picture.address], credit="")) + "\n"

    return _FIGURE.sub(place, body)
