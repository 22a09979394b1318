"""What the bodies of a feed's stories point to, fetched for all of them at once.

The bodies are read as they are stored: reading each as a StreamField would ask the
database anew for every story's pictures, links and documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from broadsheet.lib.stored_links import is_key
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Story
from broadsheet.photos.models import Attachment, Photo, Rendition
from broadsheet.photos.renditions import renditions_of

LINK = re.compile(r"<a\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(linktype|id)=["'](\w+)["']""")
_FIELDS = {
    **dict.fromkeys(("photo", "picture", "poster"), "photo"),
    **dict.fromkeys(("file", "captions"), "file"),
    "story": "page",
}
_LINKS = {"page": "page", "document": "file"}


@dataclass(frozen=True)
class References:
    """Pictures, documents and public pages, by key. What isn't public isn't in it."""

    photos: dict[int, Photo] = field(default_factory=dict)
    renditions: dict[int, list[Rendition]] = field(default_factory=dict)
    files: dict[int, Attachment] = field(default_factory=dict)
    pages: dict[int, tuple[str, str]] = field(default_factory=dict)
    """(address, title)"""

    def target(self, link: str) -> str | None:
        """Return where a stored link's attributes lead; None when that isn't public."""
        kind, key = link_of(link) or ("", 0)
        if kind == "page":
            return self.pages[key][0] if key in self.pages else None
        return self.files[key].url if key in self.files else None


def link_of(attributes: str) -> tuple[str, int] | None:
    """Return what a link within the paper names, (kind, key), or None for one that leads out."""
    found = dict(_ATTRIBUTE.findall(attributes))
    kind, key = _LINKS.get(found.get("linktype", "")), found.get("id", "")
    return (kind, int(key)) if kind and is_key(key) else None


def collect(stories: Iterable[Story]) -> References:
    """Fetch whatever the stories point to, in as many queries for thirty stories as for one."""
    return fetch(chain.from_iterable(map(named_by, stories)))


def named_by(story: Story) -> Iterator[tuple[str, int]]:
    """Yield whatever a story's page points to: (photo, file or page; key)."""
    if story.hero_id:
        yield "photo", story.hero_id
    for block in story.body.raw_data:
        yield from named_in(block["value"])


def fetch(named: Iterable[tuple[str, int]]) -> References:
    """Fetch what these are, in a few queries however many."""
    found: dict[str, set[int]] = {"photo": set(), "file": set(), "page": set()}
    for kind, key in named:
        found[kind].add(key)
    photos = Photo.objects.in_bulk(found["photo"])
    return References(
        photos=photos,
        renditions=renditions_of(photos.values()),
        files=Attachment.objects.in_bulk(found["file"]),
        pages=newsroom.public_pages(found["page"]),
    )


def named_in(value: Any, name: str = "") -> Iterator[tuple[str, int]]:
    """Yield whatever a block's value points to, as it is stored: (photo, file or page; key)."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from named_in(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from named_in(inner)
    elif isinstance(value, int) and name in _FIELDS:
        yield _FIELDS[name], value
    elif isinstance(value, str):
        yield from filter(None, map(link_of, LINK.findall(value)))
