"""A story → a ninjs item (IPTC ninjs 3.1, JSON Schema of 2024).

What ninjs has no words for is in one more of its ``bodies``, by its content type ours: the whole
record as JSON (``docs/moving.md``).
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from broadsheet.wire.outgoing.exports.plain import as_json, moment
from broadsheet.wire.outgoing.exports.records import (
    Paper,
    Picture,
    Section,
    State,
    Story,
    Text,
    Topic,
)

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
OWN_TYPE = "application/vnd.broadsheet.story+json"
STATUS = {State.PUBLIC: "usable", State.WITHDRAWN: "canceled"}
"""Whatever else there is, is withheld: whoever takes it in must not publish it."""

ABOUT = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "event": "events",
    "subject": "subjects",
}


@dataclass(frozen=True)
class Around:
    """What stories of a newspaper refer to, by key."""

    paper: Paper
    sections: Mapping[int, Section]
    topics: Mapping[int, Topic]

    def whole(self, address: str) -> str:
        """Return an address of ours as a whole one."""
        return urljoin(f"{self.paper.url}/", address)


def item_of(story: Story, around: Around) -> dict[str, Any]:
    """Return a story as ninjs."""
    item = {**_envelope(story, around), **_words(story.text), **_subjects(story, around)}
    item["bodies"] = [
        {"role": "main", "contentType": "text/html", "value": story.text.html},
        {"role": "broadsheet", "contentType": OWN_TYPE, "value": own(story)},
    ]
    item["associations"] = [
        _association(each, around, name="hero" if each.key == story.text.hero else f"p{each.key}")
        for each in story.text.pictures
    ]
    return {name: value for name, value in item.items() if value not in ("", [])}


def _envelope(story: Story, around: Around) -> dict[str, Any]:
    """Return what an item is, and whether and when it may be public."""
    made = story.published or story.saved
    address = around.whole(story.address) if story.address else ""
    return {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": story.guid,
        "type": "text",
        "representationType": "full",
        "pubStatus": STATUS.get(story.state, "withheld"),
        "firstCreated": moment(made),
        "contentCreated": moment(made),
        "versionCreated": moment(max(filter(None, (made, story.changed)), default=None)),
        "embargoedUntil": moment(
            max(
                (each.until for each in story.holds if not each.lifted and each.until),
                default=story.due,
            )
        ),
        "expires": moment(story.expires),
        "edNote": "" if story.state in STATUS else f"Not public: {story.state}.",
        "copyrightHolder": around.paper.name,
        "language": around.paper.language,
        "altIds": [{"role": "address", "value": address}] if address else [],
    }


def _words(text: Text) -> dict[str, Any]:
    return {
        "title": text.headline,
        "headlines": _roles(main=text.headline, kicker=text.kicker, social=text.social_title),
        "descriptions": _roles(summary=text.standfirst, search=text.seo_description),
        "by": ", ".join(each.name for each in text.bylines if each.role == "by"),
        "infoSources": [{"name": text.credit_line, "role": "source"}] if text.credit_line else [],
        "usageTerms": text.usage_terms,
        "slugline": text.slug,
        "located": text.dateline,
        "genres": [{"name": text.kind}],
    }


def _subjects(story: Story, around: Around) -> dict[str, Any]:
    """Return what it is about; the section is a subject, by its ``rel``."""
    section = around.sections[story.section]
    told = {"name": section.name, "rel": "section", "uri": around.whole(section.address)}
    found: dict[str, Any] = {"subjects": [told]}
    for topic in filter(None, map(around.topics.get, story.text.topics)):
        told = {"name": topic.name, "rel": "about", "uri": around.whole(topic.address)}
        found.setdefault(ABOUT[topic.kind], []).append(told)
    return found


def own(story: Story) -> str:
    """Return all that is known of a story, as JSON; the HTML is made of the blocks."""
    return as_json(story, without=("html", "pictures"))


def _roles(**values: str) -> list[dict[str, str]]:
    return [
        {"role": role, "contentType": "text/plain", "value": value}
        for role, value in values.items()
        if value
    ]


def _association(picture: Picture, around: Around, *, name: str) -> dict[str, Any]:
    said = _roles(caption=picture.caption, alt=picture.alt)
    found: dict[str, Any] = {
        "name": name,
        "uri": f"{around.paper.url}/#picture-{picture.key}",
        "type": "picture",
        "pubStatus": "usable",
        "title": picture.title,
        "headlines": _roles(main=picture.title),
        "descriptions": said,
        "by": picture.credit,
        "usageTerms": picture.licence,
        "renditions": list(_renditions(picture)),
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def _renditions(picture: Picture) -> Iterable[dict[str, Any]]:
    """Yield the file beside the item, by its path from there, and where readers get it."""
    yield {
        "name": "original",
        "href": f"media/{picture.name}",
        "contentType": mimetypes.guess_type(picture.name)[0] or "image/jpeg",
        "width": picture.width,
        "height": picture.height,
        **({"poi": {"x": picture.focus[0], "y": picture.focus[1]}} if picture.focus else {}),
    }
    if picture.url:
        yield {"name": "web", "href": picture.url, "contentType": "image/jpeg"}
