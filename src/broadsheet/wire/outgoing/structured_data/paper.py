"""The paper itself, and its standing pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.masthead.models import Policy, Publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.photos.renditions import rendition_of
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.structured_data.values import Node

POLICIES = (Policy.ETHICS, Policy.CORRECTIONS, Policy.MASTHEAD)
"""Purposes of standing pages that are properties of a NewsMediaOrganization too."""

PAGES = {Policy.ABOUT: "AboutPage", Policy.CONTACT: "ContactPage"}
LOGO = "width-400|format-jpeg"


def site_id() -> str:
    """Return what other nodes call the website."""
    return whole("/#website")


def publisher(paper: Publication) -> Node:
    """Return who publishes, as every page says it."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": whole("/#publisher"),
        "name": paper.name,
        "url": whole("/"),
        "logo": _logo(paper),
    }


def website(page: Mapping[str, Any]) -> Node:
    """Return the website: search engines take its name from here."""
    paper = page["publication"]
    return {
        "@type": "WebSite",
        "@id": site_id(),
        "name": paper.name,
        "description": paper.tagline,
        "url": whole("/"),
        "inLanguage": paper.language,
        "publisher": {"@id": whole("/#publisher")},
    }


def organisation(page: Mapping[str, Any]) -> Node:
    """Return the newspaper with its policies and how to reach it."""
    paper = page["publication"]
    found = {each.purpose: whole(each.url or "/") for each in newsroom.pages_that_stand()}
    reach = {
        "contactType": "newsroom",
        "email": paper.email,
        "telephone": paper.phone,
        "url": found.get(Policy.CONTACT, ""),
    }
    return {
        **publisher(paper),
        "description": paper.tagline,
        "foundingDate": str(paper.founded or ""),
        "address": paper.address,
        "sameAs": [profile["url"] for profile in paper.social_profiles],
        "contactPoint": {"@type": "ContactPoint", **reach} if any(list(reach.values())[1:]) else {},
        **{str(policy.value): found.get(policy, "") for policy in POLICIES},
    }


def standing_page(page: Mapping[str, Any]) -> Node:
    """Return a standing page."""
    shown = page["page"]
    return {
        "@type": PAGES.get(shown.purpose, "WebPage"),
        "name": shown.title,
        "description": shown.intro,
        "url": whole(shown.url or "/"),
        "inLanguage": page["publication"].language,
        "isPartOf": {"@id": site_id()},
        "publisher": publisher(page["publication"]),
    }


def _logo(paper: Publication) -> Node:
    logo = rendition_of(paper.logo_id, LOGO) if paper.logo_id else None
    if not logo:
        return {}
    url, size = whole(logo.url), {"width": logo.width, "height": logo.height}
    return {"@type": "ImageObject", "url": url, "contentUrl": url, **size}
