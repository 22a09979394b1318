"""Those who sign stories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.newsroom.models import Author, Byline
from broadsheet.newsroom.models.author import AuthorKind
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.structured_data.paper import publisher, site_id
from broadsheet.wire.outgoing.structured_data.values import Node, pictures


def signed(byline: Byline) -> Node:
    """Return whom a byline names; only an author of ours has an address."""
    if byline.author is None:
        return {"@type": "Person", "name": byline.name}
    return by_author(byline.author)


def by_author(author: Author) -> Node:
    """Return an author of ours, as one signs."""
    return {
        "@type": type_of(author),
        "name": author.name,
        "url": whole(author.url),
        **({"jobTitle": author.role} if type_of(author) == "Person" else {}),
    }


def type_of(author: Author) -> str:
    """Return schema.org's word for an author: agencies and teams aren't people."""
    several = author.kind in {AuthorKind.AGENCY, AuthorKind.TEAM}
    return "Organization" if several else "Person"


def profile(page: Mapping[str, Any]) -> Node:
    """Return an author's page."""
    author: Author = page["author"]
    publishes = publisher(page["publication"])
    works: Node = {"jobTitle": author.role}
    if author.kind == AuthorKind.STAFF:
        works["worksFor"] = publishes
    return {
        "@type": "ProfilePage",
        "name": author.name,
        "url": whole(author.url),
        "inLanguage": page["publication"].language,
        "isPartOf": {"@id": site_id()},
        "publisher": publishes,
        "mainEntity": {
            "@type": type_of(author),
            "@id": whole(f"{author.url}#author"),
            "name": author.name,
            "url": whole(author.url),
            "description": author.life,
            "image": pictures(author.portrait),
            "email": author.email,
            "sameAs": author.links_list,
            **(works if type_of(author) == "Person" else {}),
        },
    }
