"""Stories, sections, authors, topics and pictures as JSON: what readers see of them, no more."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.photos.models import Photo, Rendition
from broadsheet.topics.models import Topic
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.feeds.body import html_of
from broadsheet.wire.outgoing.feeds.references import References

Document = dict[str, Any]

ROOT = "/-/api/v1/"


def at(kind: str, key: Any) -> str:
    """Return where one thing of the API is."""
    return whole(f"{ROOT}{kind}/{key}/")


def story(row: Story, references: References, *, body: bool) -> Document:
    """Return a story; ``body`` brings its text along, as HTML."""
    url = whole(row.address or "/")
    photo = references.photos.get(row.hero_id or 0)
    found: Document = {
        "id": str(row.guid),
        "type": "story",
        "api_url": at("stories", row.guid),
        "url": url,
        "kind": row.kind,
        "kicker": row.kicker,
        "headline": row.headline,
        "standfirst": row.standfirst,
        "dateline": row.dateline,
        "published_at": _moment(row.published_at),
        "changed_at": _moment(row.changed_at),
        "corrected_on": row.corrected_on and row.corrected_on.isoformat(),
        "retracted_at": _moment(row.retracted_at),
        "canonical_url": row.canonical_url or None,
        "credit": row.credit_line,
        "section": _link("section", "sections", row.section.pk, row.section.title),
        "bylines": [_byline(each) for each in row.bylines.all()],
        "topics": [_link("topic", "topics", topic.pk, topic.name) for topic in row.topics.all()],
        "picture": photo and _shown(photo, row, references),
    }
    if body:
        found["html"] = html_of(row, url=url, references=references)
    return found


def section(row: Section, above: Section | None) -> Document:
    """Return a section; ``above`` is the one that it lies in."""
    return {
        **_link("section", "sections", row.pk, row.title),
        "url": whole(row.url),
        "description": row.description,
        "above": above and _link("section", "sections", above.pk, above.title),
    }


def author(row: Author) -> Document:
    """Return an author, with the e-mail address that their page shows."""
    return {
        **_link("author", "authors", row.pk, row.name),
        "url": whole(row.url),
        "kind": row.kind,
        "role": row.role,
        "life": row.life,
        "email": row.email or None,
        "elsewhere": row.links_list,
    }


def topic(row: Topic) -> Document:
    """Return a topic."""
    return {
        **_link("topic", "topics", row.pk, row.name),
        "url": whole(row.url),
        "kind": row.kind,
        "description": row.description,
        "office": row.office,
    }


def picture(row: Photo, renditions: Iterable[Rendition]) -> Document:
    """Return a picture in the sizes that readers get; the original is nobody's."""
    return {
        "id": row.pk,
        "type": "picture",
        "api_url": at("pictures", row.pk),
        "alt": row.description,
        "credit": row.credit,
        "sizes": [_size(each) for each in renditions],
    }


def _shown(photo: Photo, row: Story, references: References) -> Document:
    """Return a story's main picture, with the words that stand under it there."""
    found = picture(photo, references.renditions.get(photo.pk, []))
    return {**found, "caption": row.hero_caption or photo.caption}


def _size(rendition: Rendition) -> Document:
    return {
        "url": whole(rendition.url),
        "media_type": mimetypes.guess_type(rendition.file.name)[0] or "image/jpeg",
        "width": rendition.width,
        "height": rendition.height,
    }


def _byline(row: Byline) -> Document:
    author = row.author
    link = author and _link("author", "authors", author.pk, author.name)
    return {"name": row.display_name, "role": row.role, "author": link}


def _link(kind: str, endpoint: str, key: int, name: str) -> Document:
    return {"id": key, "type": kind, "api_url": at(endpoint, key), "name": name}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
