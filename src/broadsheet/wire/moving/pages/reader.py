"""A folder of saved pages, record by record. Each page is a story, or is told of and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.wire.extraction.page import extract
from broadsheet.wire.extraction.record import Refused
from broadsheet.wire.moving.pages.addresses import address_of, is_front
from broadsheet.wire.moving.pages.story import Wishes, records_of_story, why_none
from broadsheet.wire.moving.pages.walk import Saved, saved_in
from broadsheet.wire.moving.records import Broken, Other, Paper, Record

KIND = "saved page"


def records_of(place: Path, wishes: Wishes) -> Iterator[Record]:
    """Yield what the saved pages of a folder say; a story that lies there twice comes once.

    Raises ValidationError where there is no page, or are too many.
    """
    root = place if place.is_dir() else place.parent
    reader = _Reader(root, wishes)
    for saved in saved_in(place):
        yield from reader.read(saved)


class _Reader:
    """Remembers which stories and which paper it has met."""

    def __init__(self, root: Path, wishes: Wishes) -> None:
        self.root, self.wishes = root, wishes
        self.first: dict[str, str] = {}
        self.has_told_the_paper = False

    def read(self, saved: Saved) -> Iterator[Record]:
        if saved.is_a_part:
            yield _other(saved, "it is only what another saved page shows in a frame")
            return
        try:
            page = saved.read()
            story = extract(page)
        except (Refused, OSError) as problem:
            yield Broken(saved.name, str(problem))
            return
        address = address_of(story, page)
        key = saved.name if not address or is_front(address) else address
        if why := why_none(story, address) or self._why_known(key, saved):
            yield _other(saved, why)
            return
        if address and not self.has_told_the_paper:
            self.has_told_the_paper = True
            parts = urlsplit(address)
            yield Paper(url=f"{parts.scheme}://{parts.netloc}", made_by="saved pages")
        yield from records_of_story(
            story,
            key=key,
            address=address,
            page=saved.path,
            root=self.root,
            wishes=self.wishes,
        )

    def _why_known(self, key: str, saved: Saved) -> str:
        first = self.first.setdefault(key, saved.name)
        return "" if first == saved.name else f"it is the same story as {first}"


def _other(saved: Saved, why: str) -> Other:
    return Other(key=saved.name, kind=KIND, name=saved.name, why=why)
