"""A story's document as a ninjs item (IPTC ninjs 3.1): nothing is in it that the document lacks.

The export's items (``exports/ninjs``) carry originals, and pictures' titles and licences: those
are for who moves the paper, and not in these.
"""

from __future__ import annotations

from typing import Any

from rest_framework.renderers import JSONRenderer

from broadsheet.masthead.models import Publication
from broadsheet.wire.outgoing.exports.ninjs.item import ABOUT, SCHEMA

Document = dict[str, Any]


class Ninjs(JSONRenderer):
    """``?format=ninjs``, or this type in ``Accept``. IPTC has registered none."""

    media_type = "application/ninjs+json"
    format = "ninjs"


def item_of(story: Document, kinds: dict[int, str], paper: Publication) -> Document:
    """Return a story as ninjs. ``kinds`` says of each topic what it is."""
    by = [each["name"] for each in story["bylines"] if each["role"] == "by"]
    item: Document = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": f"urn:uuid:{story['id']}",
        "type": "text",
        "representationType": "full" if "html" in story else "partial",
        "pubStatus": "usable",
        "firstCreated": story["published_at"],
        "contentCreated": story["published_at"],
        "versionCreated": story["changed_at"] or story["published_at"],
        "copyrightHolder": paper.name,
        "language": paper.language,
        "altIds": [{"role": "address", "value": story["url"]}],
        "title": story["headline"],
        "headlines": _said(main=story["headline"], kicker=story["kicker"]),
        "descriptions": _said(summary=story["standfirst"]),
        "by": ", ".join(by),
        "infoSources": [{"name": story["credit"], "role": "source"}] if story["credit"] else [],
        "located": story["dateline"],
        "genres": [{"name": story["kind"]}],
        **_subjects(story, kinds),
    }
    if "html" in story:
        item["bodies"] = [{"role": "main", "contentType": "text/html", "value": story["html"]}]
    if picture := story["picture"]:
        item["associations"] = [_picture(picture)]
    return {name: value for name, value in item.items() if value not in ("", [])}


def _said(**values: str) -> list[dict[str, str]]:
    return [
        {"role": role, "contentType": "text/plain", "value": value}
        for role, value in values.items()
        if value
    ]


def _subjects(story: Document, kinds: dict[int, str]) -> Document:
    section = story["section"]
    told = {"name": section["name"], "rel": "section", "uri": section["api_url"]}
    found: Document = {"subjects": [told]}
    for topic in story["topics"]:
        about = {"name": topic["name"], "rel": "about", "uri": topic["api_url"]}
        found.setdefault(ABOUT[kinds[topic["id"]]], []).append(about)
    return found


def _picture(picture: Document) -> Document:
    found: Document = {
        "name": "hero",
        "uri": picture["api_url"],
        "type": "picture",
        "pubStatus": "usable",
        "descriptions": _said(caption=picture["caption"], alt=picture["alt"]),
        "by": picture["credit"],
        "renditions": [
            {
                "name": f"{size['width']}x{size['height']} {size['media_type']}",
                "href": size["url"],
                "contentType": size["media_type"],
                "width": size["width"],
                "height": size["height"],
            }
            for size in picture["sizes"]
        ],
    }
    return {name: value for name, value in found.items() if value not in ("", [])}
