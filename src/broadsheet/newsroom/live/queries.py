"""Named reads of live coverage. What readers may see of entries comes through here.

That its story is public is asked before: by ``published``, as of everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from broadsheet.newsroom import keys as newsroom_keys
from broadsheet.newsroom import queries
from broadsheet.newsroom.changes.words import Words, passages_of
from broadsheet.newsroom.live import keys
from broadsheet.newsroom.live.models import (
    A_CHUNK,
    Coverage,
    Entry,
    EntryChange,
    EntryState,
    chunk_of,
)
from broadsheet.newsroom.models import Author, FormerAddress, Story
from broadsheet.press.recorder import read

NEWEST = 2
"""Chunks on the story's own page; each older one has a page."""


@dataclass(frozen=True)
class Chunk:
    """Entries that are printed together; without a number, those on the story's page."""

    story: Story
    number: int = 0

    @property
    def pk(self) -> str:
        """Return what the press calls it."""
        return f"{self.story.pk}-{self.number}" if self.number else str(self.story.pk)

    @property
    def url(self) -> str:
        """Return where its own page is, once it is older."""
        return f"{path_of(self.story.address or '')}{self.number}/"

    @property
    def first(self) -> int:
        """Return the number of its first entry."""
        return A_CHUNK * (self.number - 1) + 1

    @property
    def last(self) -> int:
        """Return the number of its last entry."""
        return A_CHUNK * self.number


@dataclass(frozen=True)
class Live:
    """A story's coverage as its pages show it: the newest chunk first."""

    coverage: Coverage
    newest: list[Chunk]
    older: list[Chunk]
    url: str
    gone: list[int]
    size: int = A_CHUNK

    @property
    def first(self) -> int:
        """Return from which entry on the story's own page has them."""
        return self.newest[-1].first if self.newest else 1


def path_of(address: str) -> str:
    """Return where the newest entries of the story at ``address`` are, for its script."""
    return f"{address}entries/"


def live_of(story: Story) -> Live | None:
    """Return a story's coverage; None of one that isn't covered live."""
    read(keys.coverage(story.pk))
    coverage: Coverage | None = getattr(story, "coverage", None)  # came along (published.py)
    if coverage is None:
        return None
    last = chunk_of(coverage.last_number) if coverage.last_number else 0
    chunks = [Chunk(story, number) for number in range(last, 0, -1)]
    gone = Entry.objects.filter(story=story.pk, state=EntryState.TAKEN_BACK)
    return Live(
        coverage=coverage,
        newest=chunks[:NEWEST],
        older=chunks[NEWEST:],
        url=path_of(story.address or ""),
        gone=sorted(number or 0 for number in gone.values_list("number", flat=True)),
    )


def entries_in(chunk: Chunk) -> list[Entry]:
    """Return the public entries of a chunk, the newest first, with all that they show."""
    live = live_of(chunk.story) if not chunk.number else None
    numbers = [each.number for each in live.newest] if live else [chunk.number]
    read(*(keys.entries(chunk.story.pk, number) for number in numbers))
    found = Entry.objects.filter(
        story=chunk.story.pk,
        state=EntryState.PUBLIC,
        number__gt=A_CHUNK * (min(numbers, default=1) - 1),
        number__lte=A_CHUNK * max(numbers, default=0),
    )
    return list(for_readers(found).order_by("-number"))


def for_readers(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Bring along who signs entries, and what was changed of them."""
    changes = EntryChange.objects.defer("former_body")
    authors = Author.objects.order_by("name")
    return entries.prefetch_related(
        Prefetch("changes", queryset=changes), Prefetch("authors", queryset=authors)
    )


def key_moments(story: Story) -> list[tuple[int, str, datetime]]:
    """Return number, headline and time of each key moment, the newest first."""
    read(keys.moments(story.pk))
    found: Any = Entry.objects.filter(story=story.pk, state=EntryState.PUBLIC, is_key=True)
    return list(found.order_by("-number").values_list("number", "headline", "published_at"))


def public_story(pk: int) -> Story | None:
    """Return a public story by its row, for a part of its page."""
    return queries.by_keys([pk]).select_related("section").defer("body").first()


def covered_at(address: str) -> Story | None:
    """Return the public story at an address."""
    stories = queries.published(newsroom_keys.OWN).filter(address=address)
    return stories.select_related("section").defer("body").first()


def own_stories(entries: list[Entry]) -> dict[int, Story]:
    """Return the public stories into which entries were broken out, by their rows."""
    chosen = [each.own_story_id for each in entries if each.own_story_id]
    if not chosen:
        return {}
    stories = queries.by_keys(chosen).select_related("section").defer("body")
    return {each.pk: each for each in stories}


def words_of_entry(entry: Any) -> Words:
    """Return the words of an entry as it is in memory, to be compared."""
    return Words(entry.headline.strip(), "", "", tuple(passages_of(entry.body)))


def fate_of(address: str, number: int) -> tuple[int, str] | None:
    """Return what a page of entries answers where no story is: 301, 410, or None."""
    fate = queries.fate_of(address)
    former = FormerAddress.objects.filter(address=address).select_related("story").first()
    story = Story.objects.filter(address=address).first() or getattr(former, "story", None)
    if fate is None or story is None or number not in _pages_of(story.pk):
        return None
    status, target = fate
    place = f"{path_of(target)}{number}/" if number else path_of(target)
    return status, place if target else ""


def addresses() -> Iterator[str]:
    """Yield where the entries of all stories are, former addresses as well."""
    for pk in Coverage.objects.order_by("-story").values_list("story", flat=True).iterator():
        yield from addresses_of(pk)


def addresses_of(story: int, *, at: str = "") -> list[str]:
    """Return where the entries of a story are; ``at`` chooses one of its addresses."""
    pages = _pages_of(story)
    if not pages:
        return []
    own = Story.objects.filter(pk=story).values_list("address", flat=True)
    former = FormerAddress.objects.filter(story=story).values_list("address", flat=True)
    places = [at] if at else [*filter(None, own), *former]
    return [
        f"{path_of(place)}{number}/" if number else path_of(place)
        for place in places
        for number in pages
    ]


def _pages_of(story: int) -> range:
    """Return the numbers of the pages of entries that there are; 0 is that of the newest."""
    last = Coverage.objects.filter(story=story).values_list("last_number", flat=True).first()
    if last is None:
        return range(0)
    return range(max(1, chunk_of(last) - NEWEST + 1 if last else 1))


def written(story: Story) -> QuerySet[Entry]:
    """Return a story's entries for those who write them: drafts, then the newest."""
    found = Entry.objects.filter(story=story.pk).select_related("written_by", "own_story")
    return for_readers(found).order_by(F("number").desc(nulls_first=True), "-written_at", "-pk")
