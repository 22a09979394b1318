"""What a thing's number there is here."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from wagtail.models import Page

from broadsheet.newsroom.models import Author, Section
from broadsheet.photos.models import Attachment, Photo
from broadsheet.topics.models import Topic
from broadsheet.wire.moving.ledger import Ledger
from broadsheet.wire.moving.models import Arrival, Kind


def document_key(key: int) -> str:
    """Return what the ledger knows a document by: it has other things of that kind."""
    return f"document {key}"


class Numbers:
    """Finds rows of ours by the numbers that they had in the paper that moves."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, what: str, key: int) -> int | None:
        """Return the number of a photo, a file or a page; None for one that isn't here."""
        if what == "photo":
            return self._there(Photo, Kind.PICTURE, str(key))
        if what == "file":
            return self._there(Attachment, Kind.OTHER, document_key(key))
        return self.page(key)

    def page(self, key: int) -> int | None:
        """Return the number of a story, a section or a page that stands."""
        kinds = (Kind.STORY, Kind.SECTION, Kind.PAGE)
        return next(filter(None, (self._there(Page, kind, str(key)) for kind in kinds)), None)

    def author(self, key: int) -> int | None:
        """Return the number of somebody who signs."""
        return self._there(Author, Kind.PERSON, str(key))

    def section(self, key: int) -> Section | None:
        """Return a section."""
        known = self._ledger.known(Kind.SECTION, str(key))
        found: Section | None = known.recall(Section) if known else None
        return found

    def topics(self, keys: tuple[int, ...]) -> Iterator[Topic]:
        """Yield those of these topics that are here."""
        for key in keys:
            known = self._ledger.known(Kind.TOPIC, str(key))
            if known and (found := known.recall(Topic)):
                yield found

    def _there(self, model: type[Model], kind: Kind, key: str) -> int | None:
        known: Arrival | None = self._ledger.known(kind, key)
        number = known.pk_here if known else None
        is_here = number and model._default_manager.filter(pk=number).exists()
        return number if is_here else None
