"""What a page says of itself in schema.org's words (JSON-LD), for ``fronts/page.py``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.wire.outgoing.structured_data import article, collections, live, paper, person
from broadsheet.wire.outgoing.structured_data.values import Node, graph


def of(page: Mapping[str, Any]) -> Node | None:
    """Return the structured data of the page that is made of these values, if it has any.

    Says nothing that the page doesn't show, and nothing of a preview.
    """
    if page.get("preview"):
        return None
    nodes = _nodes(page)
    return graph(nodes) if nodes else None


def _nodes(page: Mapping[str, Any]) -> list[Node]:
    if "entries" in page:
        return [live.node(page)]
    if "story" in page and page.get("live"):  # the rest is in a part that changes with the entries
        return [collections.trail(page, page["story"].headline)]
    if "story" in page:
        return [article.node(page), collections.trail(page, page["story"].headline)]
    if "author" in page:
        return [person.profile(page)]
    if "topic" in page:
        return [collections.of_topic(page)]
    if "section" in page:
        return collections.of_section(page)
    if "page" in page:
        return [paper.standing_page(page)]
    if "front" in page:
        return [paper.website(page), paper.organisation(page)]
    return []
