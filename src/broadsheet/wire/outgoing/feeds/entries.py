"""A feed before it is written in any format."""

from __future__ import annotations

import mimetypes
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Prefetch, QuerySet

from broadsheet.masthead.models import Publication
from broadsheet.newsroom.models import Byline, Story
from broadsheet.photos.models import Photo, Rendition
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.feeds.body import html_of
from broadsheet.wire.outgoing.feeds.references import References, collect
from broadsheet.wire.outgoing.feeds.writer import widest
from broadsheet.wire.outgoing.xml import legal

NEWEST = 30
BEFORE_ANYTHING = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without a story changed last: Atom wants a date of every feed."""


@dataclass(frozen=True)
class Person:
    """Somebody who signed; ``url`` is empty for a name that has no page here."""

    name: str
    url: str


@dataclass(frozen=True)
class Picture:
    """A picture as it is fetched: ``length`` in bytes, sides in pixels."""

    url: str
    type: str
    length: int
    width: int
    height: int
    description: str
    credit: str


@dataclass(frozen=True)
class Entry:
    """One story. ``id`` never changes, ``updated`` only with the story's substance."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: list[Person]
    tags: list[str]
    picture: Picture | None


@dataclass(frozen=True)
class Feed:
    """A list of the newest stories of something; ``page`` is where people read the same.

    ``hub`` tells subscribers of changes (W3C WebSub); empty: none does.
    """

    id: str
    title: str
    description: str
    page: str
    language: str
    publisher: str
    entries: list[Entry]
    hub: str = ""

    @property
    def updated(self) -> datetime:
        """Return when the last of its entries changed."""
        return max((entry.updated for entry in self.entries), default=BEFORE_ANYTHING)


def feed_of(
    stories: QuerySet[Story],
    *,
    key: uuid.UUID,
    paper: Publication,
    page: str,
    subject: str = "",
    description: str = "",
) -> Feed:
    """Return the feed of the newest of these stories, in the same few queries however many."""
    bylines = Byline.objects.select_related("author").order_by("sort_order")
    newest = list(
        stories.select_related("section").prefetch_related(
            Prefetch("bylines", queryset=bylines), "topics"
        )[:NEWEST]
    )
    references = collect(newest)
    return Feed(
        id=key.urn,
        title=f"{paper.name}: {subject}" if subject else paper.name,
        description=description or paper.tagline or paper.name,
        page=whole(page),
        language=paper.language,
        publisher=paper.name,
        entries=[_entry(story, references) for story in newest],
        hub=paper.websub_hub,
    )


def _entry(story: Story, references: References) -> Entry:
    url = whole(story.address or "/")
    published = story.published_at or BEFORE_ANYTHING
    return Entry(
        id=story.guid.urn,
        url=url,
        title=legal(story.headline),
        summary=legal(story.standfirst or story.search_description),
        html=legal(html_of(story, url=url, references=references)),
        published=published,
        updated=max(published, story.changed_at or published),
        authors=[_person(byline) for byline in story.bylines.all() if byline.role == "by"],
        tags=_tags(story),
        picture=_picture(story, references),
    )


def _person(byline: Byline) -> Person:
    url = whole(byline.author.url) if byline.author else ""
    return Person(name=legal(byline.display_name), url=url)


def _tags(story: Story) -> list[str]:
    """Return the section, the topics, and the kind of whatever isn't a plain report."""
    kind = [] if story.kind == "report" else [str(story.get_kind_display())]
    names = [story.section.title, *(topic.name for topic in story.topics.all()), *kind]
    return [legal(name) for name in dict.fromkeys(names)]


def _picture(story: Story, references: References) -> Picture | None:
    photo = references.photos.get(story.hero_id or 0)
    size = photo and widest(references.renditions.get(photo.pk, []))
    return _fetched(photo, size) if photo and size else None


def _fetched(photo: Photo, size: Rendition) -> Picture | None:
    try:
        length = size.file.size
    except OSError:  # the file is gone: nobody could fetch it
        return None
    return Picture(
        url=whole(size.url),
        type=mimetypes.guess_type(size.file.name)[0] or "image/jpeg",
        length=length,
        width=size.width,
        height=size.height,
        description=legal(photo.description),
        credit=legal(photo.credit),
    )
