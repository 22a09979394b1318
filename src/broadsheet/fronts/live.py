"""The parts of a story that is covered live, for its pages and for the press.

Entries are printed in chunks (``@…/live-entries/812-3``), so that a new one reprints its own
chunk, what machines read of the newest ones, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string

from broadsheet.fronts.page import STRUCTURED_DATA
from broadsheet.fronts.views.told import told_of
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom import wording
from broadsheet.newsroom.live import queries
from broadsheet.newsroom.live.models import Entry, chunk_of
from broadsheet.newsroom.live.queries import Chunk
from broadsheet.newsroom.models import ChangeKind, Story
from broadsheet.newsroom.readiness import pictures_in
from broadsheet.newsroom.wording import Note
from broadsheet.photos.renditions import attach_renditions

Values = dict[str, Any]


def subject_of(row: int, part: int) -> Chunk | None:
    """Return what a part's name means, if its story is public; ``part`` 0: its newest entries."""
    story = queries.public_story(row)
    return Chunk(story, part) if story else None


def entries(chunk: Chunk) -> Values:
    """Return a chunk's entries as ``parts/live_entries.html`` shows them."""
    found = queries.entries_in(chunk)
    attach_renditions(photo for each in found for photo, _alt in pictures_in(each.body))
    own = queries.own_stories(found)
    shown = [
        {
            "entry": each,
            "body": list(each.body),
            "authors": list(each.authors.all()),
            "told": _told(each),
            "own_story": own.get(each.own_story_id or 0),
        }
        for each in found
    ]
    return {"entries": shown, "story": chunk.story}


def _told(entry: Entry) -> list[Note]:
    """Return what readers are told of an entry's changes, the newest first."""
    zone = publication().zone
    return [
        Note(
            kind=each.kind,
            date=each.made_at.astimezone(zone).date(),
            text=wording.in_paragraphs(each.text),
            wrong=each.wrong,
        )
        for each in entry.changes.all()
        if each.text and each.kind != ChangeKind.TYPO
    ]


def moments(chunk: Chunk) -> Values:
    """Return the key moments of a story, each with where its entry is."""
    live = queries.live_of(chunk.story)
    first, address = live.first if live else 1, chunk.story.address or ""
    found = [
        (f"{address if number >= first else page_of(chunk.story, number)}#entry-{number}", *told)
        for number, *told in queries.key_moments(chunk.story)
    ]
    return {"moments": found}


def page_of(story: Story, number: int) -> str:
    """Return the page of an older entry, by its number."""
    return Chunk(story, chunk_of(number)).url


def data(chunk: Chunk) -> Values:
    """Return what machines read of entries: schema.org's LiveBlogPosting."""
    story = newsroom.public_by_key(chunk.story.pk)
    live = queries.live_of(chunk.story)
    if story is None or live is None:
        return {}
    found = queries.entries_in(chunk)
    photos = [photo for each in found for photo, _alt in pictures_in(each.body)]
    attach_renditions([*photos, *filter(None, [story.hero, story.social_image])])
    page = {
        "publication": publication(),
        "story": story,
        "body": list(story.body),
        **told_of(story),
        "coverage": live.coverage,
        "entries": found,
    }
    return {"structured_data": import_string(STRUCTURED_DATA)(page)}


PARTS: dict[str, Callable[[Chunk], Values]] = {
    "live-entries": entries,
    "live-moments": moments,
    "live-data": data,
}
"""Kind → the values of ``parts/<kind>.html``; the argument says of which entries."""
