"""Headlines that a phone or a search engine cuts, standfirsts that nobody reads to the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from broadsheet.newsroom.checks.finding import Finding

SHORTEST_HEADLINE, LONGEST_HEADLINE = 20, 90
"""Characters. Search engines show about 60, a card on a phone three lines of some 30."""

LONGEST_STANDFIRST = 280
"""Characters: what a card on a front has room for."""


def headline(story: Any) -> Iterator[Finding]:
    """Find a headline that says too little or too much."""
    length = len(story.title.strip())
    if length > LONGEST_HEADLINE:
        words = _("The headline has %(length)d characters; beyond %(most)d it is cut in places.")
        says = words % {"length": length, "most": LONGEST_HEADLINE}
        yield Finding("headline", says, quote=story.title)
    elif 0 < length < SHORTEST_HEADLINE:
        words = _("The headline has %(length)d characters: does it say what happened?")
        yield Finding("headline", words % {"length": length}, quote=story.title)


def standfirst(story: Any) -> Iterator[Finding]:
    """Find a standfirst that is missing, or longer than its places."""
    length = len(story.standfirst.strip())
    if not length:
        says = _("There is no standfirst: cards and search engines show the headline alone.")
        yield Finding("standfirst", says)
    elif length > LONGEST_STANDFIRST:
        words = _("The standfirst has %(length)d characters; cards have room for %(most)d.")
        says = words % {"length": length, "most": LONGEST_STANDFIRST}
        yield Finding("standfirst", says, quote=story.standfirst)
