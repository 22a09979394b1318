"""The feed of corrections: what was wrong, and when it was put right."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time

from django.utils.html import escape
from django.utils.translation import gettext as _

from broadsheet.masthead.models import Publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom import versions
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.wording import Note, label
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.feeds.entries import NEWEST, Entry, Feed
from broadsheet.wire.outgoing.feeds.references import References
from broadsheet.wire.outgoing.feeds.writer import Writer
from broadsheet.wire.outgoing.xml import legal

PAGE = "/corrections/"


def feed_of_corrections(*, key: uuid.UUID, paper: Publication) -> Feed:
    """Return the newest notes on public stories, each an entry, in a few queries."""
    stories = list(newsroom.corrected().select_related("section")[:NEWEST])
    told = versions.notes_of_all(stories)
    notes = [(story, note) for story in stories for note in told[story.pk]]
    notes.sort(key=lambda each: _moment(each[1], paper), reverse=True)
    return Feed(
        id=key.urn,
        title=f"{paper.name}: {_('Corrections')}",
        description=_("What we got wrong, and when we put it right."),
        page=whole(PAGE),
        language=paper.language,
        publisher=paper.name,
        entries=[_entry(story, note, paper) for story, note in notes[:NEWEST]],
        hub=paper.websub_hub,
    )


def _moment(note: Note, paper: Publication) -> datetime:
    """Return when a note was made. Of one in a text only the day is known: its noon."""
    return (note.at or datetime.combine(note.date, time(12), tzinfo=paper.zone)).astimezone(UTC)


def _entry(story: Story, note: Note, paper: Publication) -> Entry:
    """Return a note as an entry."""
    url = whole(story.address or "/")
    at = _moment(note, paper)
    name = label(note.kind)
    # What an entry is called must never change (RFC 4287, 4.2.6): a note in a text has no key.
    own = note.key or f"{note.date} {note.text}"
    return Entry(
        id=uuid.uuid5(story.guid, own).urn,
        url=f"{url}#{note.key}" if note.key else url,
        title=legal(f"{name}: {story.headline}"),
        summary="",
        html=legal(_html(note, url)),
        published=at,
        updated=at,
        authors=[],
        tags=[legal(story.section.title), name],
        picture=None,
    )


def _html(note: Note, url: str) -> str:
    text = Writer(url=url, references=References()).rich(note.text)
    if not note.wrong:
        return text
    return f"{text}<p>{escape(_('An earlier version said:'))} <q>{escape(note.wrong)}</q></p>"
