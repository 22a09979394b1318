"""The edition in the box becomes a paper, and every page of it answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.demo.load import load_edition
from broadsheet.demo.reading import Edition, read_edition
from broadsheet.lib import clock
from broadsheet.masthead.queries import standing_pages
from broadsheet.newsroom import queries
from broadsheet.newsroom.models import Section
from broadsheet.photos.models import Photo
from tests.factories import max_reads


def with_small_pictures(edition: Edition) -> Edition:
    """The same edition, quicker to print."""
    stories = {
        slug: {**story, "pictures": [{**each, "size": (120, 80)} for each in story["pictures"]]}
        if "pictures" in story
        else story
        for slug, story in edition.stories.items()
    }
    authors = [{**author, "portrait": None} for author in edition.authors]
    return replace(edition, stories=stories, authors=authors)


@pytest.mark.django_db
def test_the_edition_becomes_a_paper_of_which_each_page_answers(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    edition = with_small_pictures(read_edition())
    lines: list[str] = []
    assert load_edition(lines.append, edition) == len(edition.stories)
    assert len(lines) == 2
    assert not Photo.objects.filter(printed_as="").exists()
    stories = list(queries.published())
    sections = [section.url for section in Section.objects.all()]
    authors = [author.url for author in queries.authors()]
    topics = [topic.url for topic in queries.topics()]
    pages = [page.url for page in standing_pages()]
    addresses = ["/", *(story.address for story in stories), *sections, *authors, *topics, *pages]
    reader = max_reads()
    for address in addresses:
        assert reader.get(address).status_code == 200, address
    oldest = clock.now() - timedelta(hours=max(s["hours_ago"] for s in edition.stories.values()))
    assert abs(stories[-1].published_at - oldest) < timedelta(minutes=5)
