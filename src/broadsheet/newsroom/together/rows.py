"""The rows that publishing a new story writes, for many of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Locale, Page, Revision

from broadsheet.newsroom.changes.words import words_of
from broadsheet.newsroom.models import Byline, Story, Version

MOST_VALUES = 30_000
"""Values of one statement, where the database names no limit."""


def complete(stories: Sequence[Story]) -> None:
    """Give each story what saving a new page gives it; validate it. Raises ValidationError."""
    kind, locale = ContentType.objects.get_for_model(Story), Locale.get_default()
    for story in stories:
        story.draft_title = story.title
        story.content_type, story.locale = kind, locale
        story.translation_key = story.translation_key or uuid.uuid4()
        # The rest that ``full_clean`` looks at, whether it is there twice, is the database's.
        story.clean_fields(exclude={"section", "page_ptr"})
        for byline in story.bylines.all():
            byline.clean_fields(exclude={"story"})


def insert(stories: Sequence[Story], now: datetime) -> None:
    """Insert the stories as they are once they are public, with bylines and topics."""
    for story in stories:
        story.live, story.has_unpublished_changes, story.expired = True, False, False
        story.first_published_at = story.last_published_at = now
        story.latest_revision_created_at = now
    for story, (key,) in zip(stories, _insert(Page, stories), strict=True):
        story.pk = story.id = story.page_ptr_id = key
        story._state.adding, story._state.db = False, connection.alias
    _insert(Story, stories)
    bylines = [byline for story in stories for byline in _signing(story)]
    Byline.objects.bulk_create(bylines)
    through = Story.topics.through
    through._default_manager.bulk_create(
        through(story_id=story.pk, topic_id=topic.pk)
        for story in stories
        for topic in story.topics.all()
    )


def _signing(story: Story) -> list[Byline]:
    bylines = list(story.bylines.all())
    for byline in bylines:
        byline.story = story
    return bylines


def keep_revisions(stories: Sequence[Story], now: datetime) -> None:
    """Keep the text of each as its one revision, and as the first version that readers read."""
    kind, base = (ContentType.objects.get_for_model(each) for each in (Story, Page))
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(story.pk),
            created_at=now,
            content=_as_drafted(story),
            object_str=str(story),
        )
        for story in stories
    )
    mine = Revision.objects.filter(
        base_content_type=base, object_id=Cast(OuterRef("pk"), Revision.object_id.field)
    )
    pages = Page.objects.filter(pk__in=[story.pk for story in stories])
    pages.update(latest_revision=Subquery(mine.values("pk")[:1]))
    pages.update(live_revision=F("latest_revision"))
    for story, revision in zip(stories, revisions, strict=True):
        story.latest_revision = story.live_revision = revision
    Version.objects.bulk_create(
        Version(
            story=story,
            number=1,
            published_at=now,
            stored_words=words_of(story).stored(),
            revision=story.live_revision,
        )
        for story in stories
    )


def _as_drafted(story: Story) -> dict[str, Any]:
    """Return what a revision keeps of a story that is about to be published for the first time."""
    nothing = ("address", "first_published_at", "last_published_at", "latest_revision_created_at")
    before = {"live": False, "has_unpublished_changes": True, **dict.fromkeys(nothing)}
    content: dict[str, Any] = story.serializable_data()
    return {**content, **before}


def _insert(model: type[Model], rows: Sequence[Model]) -> list[Any]:
    """Insert the columns of one table of a model that is made of two; return the keys it gives."""
    key = model._meta.pk
    given = [key] if model is Page else []
    fields = [each for each in model._meta.local_concrete_fields if each not in given]
    step = max(1, (connection.features.max_query_params or MOST_VALUES) // len(fields))
    keys: list[Any] = []
    for start in range(0, len(rows), step):
        manager: Any = model._base_manager
        keys += manager._insert(
            rows[start : start + step],
            fields=fields,
            using=connection.alias,
            returning_fields=given or None,
        )
    return keys
