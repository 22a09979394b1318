"""A letter's links to stories, by way of a counter: only on lists that count clicks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from broadsheet.fronts.page import absolute
from broadsheet.newsletters.models import Link, Number
from broadsheet.newsletters.rendering.parts import Part

LONGEST = 500


def counted(html: str, parts: Sequence[Part], *, number: Number) -> str:
    """Return a letter's HTML in which links to its stories are counted, if its list wants that.

    Its text, which shows addresses as they are, keeps them; so do the reader's own links.
    """
    if not number.list.counts_clicks:
        return html
    for path in dict.fromkeys(part.path for part in parts if 0 < len(part.path) <= LONGEST):
        link, _new = Link.objects.get_or_create(number=number, path=path)
        by_way_of = absolute(f"/-/newsletters/go/{link.pk}")
        html = html.replace(f'href="{escape(absolute(path))}"', f'href="{escape(by_way_of)}"')
    return html
