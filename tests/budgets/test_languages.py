"""A paper's language decides its direction, its dates and what its pages say they are in."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import time_machine

from broadsheet.masthead.models import Publication
from tests.factories import a_paper, a_story, max_reads

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "direction", "today", "published"),
    [
        ("en", "ltr", "Sunday, December 22, 2024", "Dec 22"),
        ("de", "ltr", "Sonntag, 22. Dezember 2024", "22. Dez."),
        ("he", "rtl", "יום ראשון, 22 בדצמבר 2024", "22 בדצמ׳"),
    ],
)
def test_a_page_is_in_the_papers_language(
    language: str, direction: str, today: str, published: str
) -> None:
    a_paper()
    paper = Publication.load()
    paper.language = language
    paper.save()
    with time_machine.travel(datetime(2024, 12, 22, 17, tzinfo=UTC), tick=False):
        story = a_story()
        page = max_reads().get(story.address).content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert re.search(rf"<time[^>]*>{re.escape(today)}</time>", page)
    assert f">{published}, " in page
