"""Saved pages, record by record. Each page is a story, or is told of and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from broadsheet.wire.extraction.page import extract
from broadsheet.wire.extraction.record import Refused
from broadsheet.wire.incoming.values import parts_of
from broadsheet.wire.moving.pages.addresses import address_of, is_front
from broadsheet.wire.moving.pages.story import Wishes, records_of_story, why_none
from broadsheet.wire.moving.records import Broken, Other, Paper, Record

KIND = "saved page"


class Page(Protocol):
    """A page that somebody saved, in whatever."""

    @property
    def name(self) -> str:
        """What it is known by as long as nothing better is."""

    @property
    def noted(self) -> str:
        """The address that whoever saved it noted outside of the page; "" for none."""

    @property
    def is_a_part(self) -> bool:
        """Whether it is only what another page shows in a frame."""

    def read(self) -> bytes:
        """Return its bytes. Raises OSError."""

    def picture(self, address: str, page: str) -> tuple[str, str]:
        """Return where a picture of it is, and its file."""


def records_of(pages: Iterable[Page | Record], wishes: Wishes) -> Iterator[Record]:
    """Yield what saved pages say, and what else was found among them.

    A story that is there twice comes once.
    """
    reader = _Reader(wishes)
    for each in pages:
        if isinstance(each, Record):
            yield each
        else:
            yield from reader.read(each)


class _Reader:
    """Remembers which stories and which paper it has met."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.first: dict[str, str] = {}
        self.others: Counter[str] = Counter()
        self.has_told_the_paper = False

    def read(self, saved: Page) -> Iterator[Record]:
        if saved.is_a_part:
            yield self._other(saved, "it is only what another saved page shows in a frame")
            return
        try:
            page = saved.read()
            story = extract(page)
        except (Refused, OSError) as problem:
            yield Broken(saved.name, str(problem))
            return
        address = address_of(story, page) or saved.noted
        key = saved.name if not address or is_front(address) else address
        if why := why_none(story, address) or self._why_known(key, saved):
            yield self._other(saved, why)
            return
        if address and not self.has_told_the_paper:
            self.has_told_the_paper = True
            parts = parts_of(address)
            yield Paper(url=f"{parts.scheme}://{parts.netloc}", made_by="saved pages")
        yield from records_of_story(
            story, key=key, address=address, find=saved.picture, wishes=self.wishes
        )

    def _why_known(self, key: str, saved: Page) -> str:
        if key in self.first:
            return f"it is the same story as {self.first[key]}"
        self.first[key] = saved.name
        return ""

    def _other(self, saved: Page, why: str) -> Other:
        """Say of a page that it is no story. A crawler may have seen one many times."""
        self.others[saved.name] += 1
        again = self.others[saved.name]
        key = saved.name if again == 1 else f"{saved.name}~{again}"
        return Other(key=key, kind=KIND, name=saved.name, why=why)
