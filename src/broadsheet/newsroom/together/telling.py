"""Who is told of many stories that were published: search, references, history, press, plug-ins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from modelsearch.backends import get_search_backends
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.signals import page_published, published

from broadsheet.lib.once import one_page
from broadsheet.masthead.keys import page
from broadsheet.newsroom import keys
from broadsheet.newsroom.face import chain_of, lists_of
from broadsheet.newsroom.models import Section, Story
from broadsheet.press.notes import note
from broadsheet.signals import story_changes


def log(stories: Sequence[Story], now: datetime, by: Any) -> None:
    """Write into each story's history that it was made and published."""
    kind = ContentType.objects.get_for_model(Story)
    shared = {"content_type": kind, "timestamp": now, "content_changed": True, "user": by}
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=story.pk,
            label=str(story)[:255],
            action=action,
            revision=story.live_revision if action == "wagtail.publish" else None,
            **shared,
        )
        for story in stories
        for action in ("wagtail.create", "wagtail.publish")
    )


def refer(stories: Iterable[Story]) -> None:
    """Write down what each refers to."""
    kind, base = (ContentType.objects.get_for_model(each) for each in (Story, Page))
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=kind,
            base_content_type=base,
            object_id=story.pk,
            to_content_type_id=to,
            to_object_id=key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for story in stories
        for to, key, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(story)
        )
    )


def find(stories: Sequence[Story]) -> None:
    """Put the words of each into the index."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Story, stories)


def tell(stories: Sequence[Story], sections: Iterable[Section], zone: ZoneInfo) -> None:
    """Tell the press what goes stale, in one note, and whoever else hears of publications."""
    chains = {section.pk: chain_of(section.path) for section in sections}
    touched: set[str] = set()
    with one_page():  # who hears of each asks the same of the paper
        for story in stories:
            lists = frozenset(_lists(story, chains[story.section_id], zone))
            touched |= {page(story.pk), keys.text(story.pk), keys.version(story.pk, 1), *lists}
            told = {"lists": lists, "addresses": {story.address}}
            story_changes.send(sender=None, pk=story.pk, before=False, after=True, **told)
            about = {"sender": Story, "instance": story, "revision": story.live_revision}
            page_published.send(**about)
            published.send(**about)
    note(touched, cause=f"{len(stories)} stories, among them: {stories[0].title}")


def _lists(story: Story, sections: list[int], zone: ZoneInfo) -> Iterable[str]:
    authors = {each.author_id for each in story.bylines.all() if each.author_id}
    about = {topic.pk for topic in story.topics.all()}
    day = (story.published_at or story.first_published_at).astimezone(zone).date()
    return lists_of({"corrected_on": None}, sections, authors, about, day)
