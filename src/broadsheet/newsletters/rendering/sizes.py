"""How long a letter may be. Gmail shows the first 102 KB of a mail and hides the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from broadsheet.newsletters.rendering.parts import Part, Unready

MOST = 96_000
"""Bytes of a letter's HTML: 100,000, less what a reader's own links and headers take."""


def shortened(parts: list[Part], drawn: Callable[[list[Part]], str]) -> tuple[list[Part], str]:
    """Return the parts and their HTML, short enough to be shown whole.

    A letter that is too long gives up, from its end, what stories say besides their
    headlines. Raises Unready when that isn't enough.
    """
    html = drawn(parts)
    long_ones = [place for place, part in enumerate(parts) if _can_give(part)]
    while _bytes(html) > MOST and long_ones:
        over = _bytes(html) - MOST
        # Several at once while much is to be saved: each try draws the whole letter.
        for _one in range(max(1, min(len(long_ones), over // 2_000))):
            place = long_ones.pop()
            parts = [*parts[:place], replace(parts[place], size="line"), *parts[place + 1 :]]
        html = drawn(parts)
    if _bytes(html) > MOST:
        words = _(
            "The letter is too long: %(size)s KB, and Gmail cuts off what is over 100. "
            "Take something out."
        )
        raise Unready([words % {"size": _bytes(html) // 1000}])
    return parts, html


def _can_give(part: Part) -> bool:
    return part.kind == "story" and part.size != "line"


def _bytes(html: str) -> int:
    return len(html.encode())
