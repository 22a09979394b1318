"""A story as an Apple News Format document (…/applenewsformat/articledocument), version 1.7."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from broadsheet import __version__
from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom import versions
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.wording import Note, label
from broadsheet.photos.models import Rendition
from broadsheet.wire.applenews.components import Component, components_of, html, text
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.feeds.body import html_of
from broadsheet.wire.outgoing.feeds.references import References, collect
from broadsheet.wire.outgoing.feeds.writer import Writer, widest
from broadsheet.wire.outgoing.xml import legal

FORMAT = "1.7"
LAYOUT = {"columns": 7, "width": 1024, "margin": 75, "gutter": 20}
MOST_KEYWORDS = 50
SMALLEST, FLATTEST, WIDEST = 300, 0.5, 3.0
"""A thumbnail's sides in pixels, and its width for its height."""

STYLES: dict[str, dict[str, Any]] = {
    "default": {"fontName": "Georgia", "fontSize": 18, "lineHeight": 27, "hyphenation": False},
    "default-title": {"fontName": "Georgia-Bold", "fontSize": 36, "lineHeight": 41},
    "default-intro": {"fontSize": 21, "lineHeight": 28},
    "default-byline": {"fontName": "HelveticaNeue", "fontSize": 14, "lineHeight": 19},
    "default-heading2": {"fontName": "Georgia-Bold", "fontSize": 24, "lineHeight": 29},
    "default-heading3": {"fontName": "Georgia-Bold", "fontSize": 20, "lineHeight": 26},
    "default-quote": {"fontName": "Georgia-Italic", "fontSize": 20, "lineHeight": 28},
    "default-caption": {"fontName": "HelveticaNeue", "fontSize": 13, "lineHeight": 18},
}
"""No colours: Apple shows an article in the dark by itself."""


def document_of(story: Story, paper: Publication) -> dict[str, Any]:
    """Return a story with its bylines and topics as a whole ``article.json``."""
    with translation.override(paper.language):
        references = collect([story])
        return {
            "version": FORMAT,
            "identifier": str(story.guid),
            "language": paper.language,
            "title": legal(story.headline),
            "layout": LAYOUT,
            "metadata": _metadata(story, references),
            "components": _components(story, references),
            "componentTextStyles": STYLES,
        }


def fields_of(story: Story, *, preview: bool, is_there: bool) -> dict[str, Any]:
    """Return what is told besides the document (…/applenewsapi/create-article-metadata-fields).

    What is public at Apple can't become a preview again: an update never asks for it.
    """
    fields = {"isSponsored": story.kind == "sponsored", "isPreview": preview}
    return {"isSponsored": fields["isSponsored"]} if is_there and preview else fields


def _metadata(story: Story, references: References) -> dict[str, Any]:
    published = story.published_at or clock.now()
    changed = max(published, story.changed_at or published)
    found = {
        "authors": _authors(story),
        "canonicalURL": whole(story.address or "/"),
        "dateCreated": _moment(published),
        "datePublished": _moment(published),
        "dateModified": _moment(changed),
        "excerpt": legal(story.standfirst or story.search_description),
        "generatorIdentifier": "broadsheet",
        "generatorName": "Broadsheet",
        "generatorVersion": __version__,
        "keywords": [legal(topic.name) for topic in story.topics.all()][:MOST_KEYWORDS],
        "thumbnailURL": _thumbnail(story, references),
    }
    return {name: value for name, value in found.items() if value}


def _components(story: Story, references: References) -> list[Component]:
    url = whole(story.address or "/")
    names = ", ".join(_authors(story))
    notes = [each for note in versions.notes_of(story) for each in html("body", _note(note, url))]
    return [
        *text("title", legal(story.headline)),
        *text("intro", legal(story.standfirst)),
        *text("byline", _("By %(names)s") % {"names": names} if names else ""),
        *notes,
        *components_of(legal(html_of(story, url=url, references=references))),
    ]


def _note(note: Note, url: str) -> str:
    """Return what a story's page says of a change, as the feed of corrections says it."""
    said = f"<p><strong>{escape(label(note.kind))}, {note.date.isoformat()}</strong></p>"
    said += Writer(url=url, references=References()).rich(note.text)
    if note.wrong:
        said += f"<p>{escape(_('An earlier version said:'))} <em>{escape(note.wrong)}</em></p>"
    return legal(said)


def _authors(story: Story) -> list[str]:
    return [legal(each.display_name) for each in story.bylines.all() if each.role == "by"]


def _thumbnail(story: Story, references: References) -> str:
    photo = references.photos.get(story.hero_id or 0)
    size = widest(references.renditions.get(photo.pk, [])) if photo else None
    return whole(size.url) if size and _is_fit(size) else ""


def _is_fit(size: Rendition) -> bool:
    big = min(size.width, size.height) >= SMALLEST
    return big and FLATTEST <= size.width / size.height <= WIDEST


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
