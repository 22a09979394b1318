"""What a story says, from its row or from one of its revisions, as they are stored.

Wagtail would make a whole story of each revision, in ten queries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.dateparse import parse_datetime
from wagtail.models import Revision

from broadsheet.newsroom.models import Answer, Author, Story
from broadsheet.wire.outgoing.exports.records import Block, Byline, Change
from broadsheet.wire.outgoing.feeds.references import named_in

WORDS = (
    *("title", "slug", "kind", "kicker", "standfirst", "dateline", "hero_caption"),
    *("seo_title", "search_description", "social_title", "social_description"),
    *("canonical_url", "credit_line", "usage_terms"),
)


@dataclass(frozen=True)
class Said:
    """What a story says: ``words`` by the names of their fields."""

    words: Mapping[str, str]
    blocks: tuple[Block, ...]
    bylines: tuple[Byline, ...]
    topics: tuple[int, ...]
    hero: int | None
    social_image: int | None
    expires: Any
    change: Change | None = None

    def named(self) -> Iterator[tuple[str, int]]:
        """Yield what its page points to: (photo, file or page; key)."""
        for photo in filter(None, (self.hero, self.social_image)):
            yield "photo", photo
        yield from chain.from_iterable(named_in(block.value) for block in self.blocks)


def public_text(story: Story) -> Said:
    """Return what a story's row says."""
    return Said(
        words={name: getattr(story, name) for name in WORDS},
        blocks=_blocks(story.body.raw_data),
        bylines=tuple(
            Byline(each.author_id, each.display_name, each.role) for each in story.bylines.all()
        ),
        topics=tuple(topic.pk for topic in story.topics.all()),
        hero=story.hero_id,
        social_image=story.social_image_id,
        expires=story.expire_at,
    )


def texts_of(revisions: Iterable[Revision]) -> dict[int, Said]:
    """Return what each of these revisions of stories says, by its key."""
    revisions = list(revisions)
    answers = {each.revision_id: each for each in Answer.objects.filter(revision__in=revisions)}
    contents: dict[int, dict[str, Any]] = {each.pk: each.content for each in revisions}
    signed = chain.from_iterable(content.get("bylines", ()) for content in contents.values())
    authors = Author.objects.in_bulk({each["author"] for each in signed if each["author"]})
    names = {key: author.name for key, author in authors.items()}
    return {key: _kept_text(content, names, answers.get(key)) for key, content in contents.items()}


def _kept_text(content: dict[str, Any], names: dict[int, str], answer: Answer | None) -> Said:
    bylines = sorted(content.get("bylines", ()), key=lambda each: each.get("sort_order") or 0)
    return Said(
        words={name: content.get(name) or "" for name in WORDS},
        blocks=_blocks(json.loads(content.get("body") or "[]")),
        bylines=tuple(
            Byline(each["author"], names.get(each["author"], each["name"]), each["role"])
            for each in bylines
        ),
        topics=tuple(content.get("topics", ())),
        hero=content.get("hero"),
        social_image=content.get("social_image"),
        expires=parse_datetime(content["expire_at"]) if content.get("expire_at") else None,
        change=Change(answer.kind, answer.text, answer.wrong) if answer else None,
    )


def _blocks(raw: Iterable[Any]) -> tuple[Block, ...]:
    return tuple(Block(each["type"], each["value"]) for each in raw)
