"""The five lists of the API. Each begins with a read of the newsroom's that is public."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404
from rest_framework.renderers import JSONRenderer

from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.photos.models import Photo
from broadsheet.photos.renditions import renditions_of
from broadsheet.topics.models import Topic
from broadsheet.wire.outgoing.api import documents
from broadsheet.wire.outgoing.api.documents import Document
from broadsheet.wire.outgoing.api.endpoint import Endpoint, Filter
from broadsheet.wire.outgoing.api.filters import STORY_FILTERS
from broadsheet.wire.outgoing.api.ninjs import Ninjs, item_of
from broadsheet.wire.outgoing.api.problems import Gone
from broadsheet.wire.outgoing.feeds.references import collect


class Stories(Endpoint):
    """Stories, newest first, each by its permanent identifier."""

    place = "stories"
    model = Story
    lookup_field = "guid"
    key = "uuid:guid"
    by_date = True
    renderer_classes: ClassVar[list[Any]] = [JSONRenderer, Ninjs]
    filters: ClassVar[dict[str, Filter]] = STORY_FILTERS

    def get_queryset(self) -> QuerySet[Story]:
        """Return the public stories, with what their documents tell."""
        bylines = Byline.objects.select_related("author").order_by("sort_order")
        return (
            newsroom.published()
            .select_related("section")
            .prefetch_related(
                Prefetch("bylines", queryset=bylines),
                Prefetch("topics", Topic.objects.order_by("pk")),
            )
        )

    def get_object(self) -> Story:
        """Return the story. Raises Gone for one that was withdrawn, Http404 for any other."""
        try:
            story: Story = super().get_object()
        except Http404:
            known = Story.objects.filter(guid=self.kwargs["guid"])
            address = known.values_list("address", flat=True).first()
            if address and newsroom.fate_of(address) == (410, ""):
                raise Gone from None
            raise
        return story

    def modified(self, row: Story) -> datetime | None:
        """Return when the text that readers have was published."""
        return row.last_published_at

    def documents(self, rows: list[Story], *, one: bool) -> list[Document]:
        """Return stories; in a list, without their texts."""
        references = collect(rows)
        found = [documents.story(row, references, body=one) for row in rows]
        if self.request.accepted_renderer.format != Ninjs.format:
            return found
        kinds = {topic.pk: topic.kind for row in rows for topic in row.topics.all()}
        paper = publication()
        return [item_of(each, kinds, paper) for each in found]


class Sections(Endpoint):
    """The sections and their sub-sections."""

    place = "sections"
    model = Section

    def get_queryset(self) -> QuerySet[Section]:
        """Return the public sections."""
        public = [section.pk for section in newsroom.every_section()]
        return Section.objects.filter(pk__in=public).order_by("pk")

    def documents(self, rows: list[Section], *, one: bool) -> list[Document]:
        """Return sections, each with the one it lies in."""
        by_path = {section.path: section for section in newsroom.every_section()}
        return [documents.section(row, by_path.get(row.path[: -Section.steplen])) for row in rows]


class Authors(Endpoint):
    """Those who signed or worked on a public story."""

    place = "authors"
    model = Author

    def get_queryset(self) -> QuerySet[Author]:
        """Return the authors of public stories."""
        return newsroom.authors().select_related(None)

    def documents(self, rows: list[Author], *, one: bool) -> list[Document]:
        """Return authors."""
        return [documents.author(row) for row in rows]


class Topics(Endpoint):
    """What public stories are about."""

    place = "topics"
    model = Topic

    def get_queryset(self) -> QuerySet[Topic]:
        """Return the topics of public stories."""
        return newsroom.topics()

    def documents(self, rows: list[Topic], *, one: bool) -> list[Document]:
        """Return topics."""
        return [documents.topic(row) for row in rows]


class Pictures(Endpoint):
    """The main pictures of public stories."""

    place = "pictures"
    model = Photo

    def get_queryset(self) -> QuerySet[Photo]:
        """Return the pictures that public stories begin with."""
        shown = newsroom.published().order_by().filter(hero=OuterRef("pk"))
        return Photo.objects.filter(Exists(shown)).order_by("pk")

    def documents(self, rows: list[Photo], *, one: bool) -> list[Document]:
        """Return pictures with their sizes."""
        found = renditions_of(rows)
        return [documents.picture(row, found.get(row.pk, [])) for row in rows]


ENDPOINTS: tuple[Any, ...] = (Stories, Sections, Authors, Topics, Pictures)
