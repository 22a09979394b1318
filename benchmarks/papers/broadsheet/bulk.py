"""The corpus, published by the newsroom's act for many stories at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from benchmarks.corpus import Item
from broadsheet.newsroom.actions import publish_together
from broadsheet.newsroom.models import Author, Byline, Section, Story

BATCH = 500


class BulkPublisher:
    """Publishes batches of stories; knows the sections and authors by their names."""

    def __init__(self, sections: dict[str, Section], authors: dict[str, Author]) -> None:
        self.sections = sections
        self.authors = authors

    def publish(self, items: Sequence[Item]) -> list[Story]:
        """Publish a batch of the corpus."""
        stories = [self._story(item) for item in items]
        publish_together(stories=stories)
        return stories

    def _story(self, item: Item) -> Story:
        story = Story(
            title=item.headline,
            slug=item.slug,
            section=self.sections[item.section],
            standfirst=item.standfirst,
            body=[("paragraph", f"<p>{text}</p>") for text in item.paragraphs],
            published_at=datetime.fromisoformat(item.published_at),
        )
        story.topics = []
        story.bylines = [Byline(author=self.authors[item.author], sort_order=0)]
        return story
