"""Which pictures and documents are in an export: all, or those that something public shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

from django.db.models import Model, QuerySet

from broadsheet.masthead.models import Publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.photos.models import Attachment, Photo
from broadsheet.photos.renditions import renditions_of
from broadsheet.wire.outgoing.exports.files import document_of, picture_of
from broadsheet.wire.outgoing.exports.records import Document, Picture
from broadsheet.wire.outgoing.exports.stories import AT_A_TIME, batches
from broadsheet.wire.outgoing.feeds.references import named_by, named_in

M = TypeVar("M", bound=Model)


def pictures(*, everything: bool) -> Iterator[Picture]:
    """Yield the pictures of an export, each once."""
    keys = None if everything else chain(_of_the_paper(), _shown("photo"))
    for batch in _batches(Photo.objects.all(), keys):
        sizes = renditions_of(batch)
        yield from (picture_of(photo, sizes.get(photo.pk, ())) for photo in batch)


def documents(*, everything: bool) -> Iterator[Document]:
    """Yield the documents, sounds and films of an export, each once."""
    keys = None if everything else chain(_offered_by_pages(), _shown("file"))
    for batch in _batches(Attachment.objects.all(), keys):
        yield from map(document_of, batch)


def _shown(kind: str) -> Iterator[int]:
    for batch in batches(False, "hero", "social_image", "body"):
        for story in batch:
            if kind == "photo" and story.social_image_id:
                yield story.social_image_id
            yield from (key for of, key in named_by(story) if of == kind)


def _of_the_paper() -> Iterator[int]:
    yield from filter(None, (Publication.load().logo_id,))
    portraits = newsroom.authors().values_list("portrait", flat=True)
    yield from filter(None, portraits.iterator())


def _offered_by_pages() -> Iterator[int]:
    for page in newsroom.pages_that_stand():
        yield from (key for of, key in named_in(page.body) if of == "file")


def _batches(found: QuerySet[M], keys: Iterator[int] | None) -> Iterator[list[M]]:
    """Yield all that was found some at a time, or those of these keys, each once."""
    if keys is None:
        keys = found.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=AT_A_TIME)
    fresh = _each_once(keys)
    while batch := list(islice(fresh, AT_A_TIME)):
        there = found.in_bulk(batch)
        yield [there[key] for key in batch if key in there]


def _each_once(keys: Iterator[int]) -> Iterator[int]:
    met: set[int] = set()
    for key in keys:
        if key not in met:
            met.add(key)
            yield key
