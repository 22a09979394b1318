"""Many published stories at once, in the state that ``newsroom.actions`` leaves each in.

One by one, Wagtail needs about 100 ms for a story; this needs a few. What the acts
write (page, story, byline, version, two revisions, two log entries, references, search index) is
written here by the batch; ``tests/benchmarks`` compares the two.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Max, Model
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from benchmarks.corpus import Item
from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom.changes.words import words_of
from broadsheet.newsroom.models import Author, Byline, Section, Story, Version

BATCH = 500


class BulkPublisher:
    """Writes batches of stories; knows what they all share."""

    def __init__(self, sections: dict[str, Section], authors: dict[str, Author]) -> None:
        self.sections = sections
        self.authors = authors
        self.next_page = _last(Page) + 1
        self.next_revision = _last(Revision) + 1
        self.next_byline = _last(Byline) + 1
        self.kind = ContentType.objects.get_for_model(Story)
        self.base = ContentType.objects.get_for_model(Page)
        self.locale = Locale.objects.get()
        self.zone = Publication.load().zone

    @transaction.atomic
    def publish(self, items: Sequence[Item]) -> list[Story]:
        """Publish a batch of the corpus."""
        now = clock.now()
        stories = [self._story(item) for item in items]
        drafts, finals = zip(*(self._revisions(story, now) for story in stories), strict=True)
        for story, final in zip(stories, finals, strict=True):
            story.live, story.has_unpublished_changes = True, False
            story.latest_revision_id = story.live_revision_id = final.pk
            story.first_published_at = story.last_published_at = now
            story.address = story.day_address
        _insert(Page, stories)
        _insert(Story, stories)
        Byline.objects.bulk_create([b for story in stories for b in story.bylines.all()])
        Revision.objects.bulk_create([*drafts, *finals])
        Version.objects.bulk_create(
            Version(
                story=story,
                number=1,
                published_at=now,
                stored_words=words_of(story).stored(),
                revision=final,
            )
            for story, final in zip(stories, finals, strict=True)
        )
        self._log(stories, finals, now)
        self._refer(stories)
        get_search_backend().add_bulk(Story, stories)
        Section.objects.bulk_update(self.sections.values(), ["numchild"])
        return stories

    def _story(self, item: Item) -> Story:
        section = self.sections[item.section]
        section.numchild += 1
        published = datetime.fromisoformat(item.published_at)
        story = Story(
            id=self.next_page,
            page_ptr_id=self.next_page,
            path=Story._get_path(section.path, section.depth + 1, section.numchild),
            depth=section.depth + 1,
            numchild=0,
            title=item.headline,
            draft_title=item.headline,
            slug=item.slug,
            url_path=f"{section.url_path}{item.slug}/",
            content_type=self.kind,
            locale=self.locale,
            translation_key=uuid.uuid4(),
            live=False,
            has_unpublished_changes=True,
            section_id=section.pk,
            standfirst=item.standfirst,
            body=[("paragraph", f"<p>{text}</p>") for text in item.paragraphs],
            published_at=published,
        )
        story.day_address = f"/{published.astimezone(self.zone):%Y/%m/%d}/{story.slug}/"
        author = self.authors[item.author]
        story.topics = []
        story.bylines = [Byline(pk=self.next_byline, story=story, author=author)]
        self.next_page += 1
        self.next_byline += 1
        return story

    def _revisions(self, story: Story, now: datetime) -> tuple[Revision, Revision]:
        """Return the story as it was drafted, before its date was known, and as published."""
        date, story.published_at = story.published_at, None
        drafted = story.serializable_data()
        draft = self._revision(story, drafted, now)
        story.published_at = date
        story.latest_revision_id, story.latest_revision_created_at = draft.pk, now
        fields = ("published_at", "latest_revision", "latest_revision_created_at")
        values = {name: story._meta.get_field(name).value_from_object(story) for name in fields}
        return draft, self._revision(story, {**drafted, **values}, now)

    def _revision(self, story: Story, content: dict[str, Any], now: datetime) -> Revision:
        revision = Revision(
            pk=self.next_revision,
            content_type=self.kind,
            base_content_type=self.base,
            object_id=str(story.pk),
            created_at=now,
            content=content,
            object_str=str(story),
        )
        self.next_revision += 1
        return revision

    def _log(self, stories: list[Story], finals: Sequence[Revision], now: datetime) -> None:
        shared = {"content_type": self.kind, "timestamp": now, "content_changed": True}
        PageLogEntry.objects.bulk_create(
            PageLogEntry(
                page_id=story.pk,
                label=story.title,
                action=action,
                revision_id=final.pk if action == "wagtail.publish" else None,
                **shared,
            )
            for story, final in zip(stories, finals, strict=True)
            for action in ("wagtail.create", "wagtail.publish")
        )

    def _refer(self, stories: list[Story]) -> None:
        ReferenceIndex.objects.bulk_create(
            ReferenceIndex(
                content_type=self.kind,
                base_content_type=self.base,
                object_id=story.pk,
                to_content_type_id=kind,
                to_object_id=key,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
            for story in stories
            for kind, key, model_path, content_path in set(
                ReferenceIndex._extract_references_from_object(story)
            )
        )


def _last(model: type[Model]) -> int:
    return int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0)


def _insert(model: type[Model], rows: Sequence[Model]) -> None:
    """Insert the columns of one table of a model that is made of two."""
    fields = model._meta.local_concrete_fields
    most = connection.features.max_query_params or 30_000
    step = max(1, most // len(fields))
    for start in range(0, len(rows), step):
        model._base_manager._insert(
            rows[start : start + step], fields=fields, using=connection.alias, raw=True
        )
