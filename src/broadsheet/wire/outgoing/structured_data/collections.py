"""Pages that list stories, and the way to a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Section
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.structured_data.paper import publisher, site_id
from broadsheet.wire.outgoing.structured_data.values import Node

TOPICS = {"person": "Person", "place": "Place", "organisation": "Organization"}
"""schema.org's words for kinds of topic. An Event would have to say when it begins."""


def subject(topic: Any) -> Node:
    """Return a topic as what it is."""
    return {
        "@type": TOPICS.get(topic.kind, "Thing"),
        "name": topic.name,
        "url": whole(topic.url),
    }


def of_topic(page: Mapping[str, Any]) -> Node:
    """Return a topic's page."""
    topic = page["topic"]
    about = {"about": subject(topic)}
    return {**_collection(page, topic.name, topic.description, topic.url, page["stories"]), **about}


def of_section(page: Mapping[str, Any]) -> list[Node]:
    """Return a section's page, and the way to it where it lies within another."""
    section: Section = page["section"]
    front = page["front"]
    stories = [*filter(None, [front.lead]), *front.picks, *page["stories"]]
    title, url = section.title, section.url or "/"
    shown = _collection(page, title, section.description, url, stories)
    above = [top for top in newsroom.sections() if section in top.children]
    return [shown, trail({"breadcrumbs": above}, title)] if above else [shown]


def trail(page: Mapping[str, Any], last: str) -> Node:
    """Return the way to a page, from the outermost section; the last step is the page itself."""
    steps = [
        {
            "@type": "ListItem",
            "position": position,
            "name": section.title,
            "item": whole(section.url or "/"),
        }
        for position, section in enumerate(page.get("breadcrumbs", []), start=1)
    ]
    own = {"@type": "ListItem", "position": len(steps) + 1, "name": last}
    return {"@type": "BreadcrumbList", "itemListElement": [*steps, own]}


def _collection(
    page: Mapping[str, Any], name: str, description: str, url: str, stories: Any
) -> Node:
    listed = [
        {"@type": "ListItem", "position": position, "url": whole(story.address or "/")}
        for position, story in enumerate(stories, start=1)
    ]
    return {
        "@type": "CollectionPage",
        "name": name,
        "description": description,
        "url": whole(url),
        "inLanguage": page["publication"].language,
        "isPartOf": {"@id": site_id()},
        "publisher": publisher(page["publication"]),
        "mainEntity": {"@type": "ItemList", "itemListElement": listed} if listed else {},
    }
