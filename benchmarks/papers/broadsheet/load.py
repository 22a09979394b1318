"""Fills a new publication with the corpus; run in ``broadsheet manage shell``.

Founding, sections and picks go through the rooms' acts, the stories through ``bulk``.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from benchmarks.corpus import SECTIONS, Corpus
from benchmarks.papers.broadsheet.bulk import BATCH, BulkPublisher
from benchmarks.systems import Pages
from broadsheet.fronts.actions import arrange
from broadsheet.fronts.models import Place
from broadsheet.masthead.models import HomePage
from broadsheet.newsroom.actions import open_section
from broadsheet.newsroom.models import Author, Story
from broadsheet.press.notes import EVERYTHING, note


def main(count: int, pages: Path) -> None:
    """Load ``count`` stories into the publication; write down its pages."""
    corpus = Corpus(count)
    home = HomePage.objects.get()
    publisher = BulkPublisher(
        {name: open_section(parent=home, title=name, slug=name.lower()) for name in SECTIONS},
        {
            each.slug: Author.objects.create(name=each.name, slug=each.slug, life=each.life)
            for each in corpus.authors
        },
    )
    picks: list[Story] = []
    paths: list[str] = []
    items = iter(corpus)
    while batch := list(islice(items, BATCH)):
        stories = publisher.publish(batch)
        paths += [str(story.address) for story in stories]
        picks += [s for s, item in zip(stories, batch, strict=True) if item.pick]
    arrange(section=None, picks={Place.DONT_MISS: picks})
    note({EVERYTHING}, cause="loaded in bulk")
    measured = corpus.measured()
    Pages(
        home="/",
        section=f"/{measured.section.lower()}/",
        author=f"/authors/{measured.author}/",
        story=paths[measured.number],
        stories=paths,
    ).write(pages)
