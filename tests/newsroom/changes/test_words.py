"""A story's words as readers read them."""

from __future__ import annotations

import pytest

from broadsheet.newsroom.changes.words import HEADING, NOTE, QUOTATION, TEXT, Words, words_of
from broadsheet.newsroom.models import Byline
from tests.factories import a_draft, a_story

pytestmark = pytest.mark.django_db


def test_every_block_is_read_without_its_markup_and_without_what_leads_elsewhere() -> None:
    point = {"label": "Lisbon", "value": 41.5}
    story = a_draft(
        "Calm  at sea",
        bylines=[Byline(name="A"), Byline(name="B", role="data", sort_order=1)],
        body=[
            ("paragraph", '<p>One <b>bold</b> &amp; <a href="/x/">two</a>.</p><p>Three.</p>'),
            ("heading", {"text": "A head", "level": "2"}),
            ("block_quote", {"quote": "<p>Said.</p>", "attribution": "Ada", "url": ""}),
            ("also_read", {"story": a_story("Elsewhere"), "text": "Elsewhere"}),
            ("table", {"caption": "", "columns": ["Port", "Boats"], "rows": [["Lisbon", "4"]]}),
            ("chart", {"title": "", "kind": "bar", "unit": "", "source": "", "points": [point]}),
            ("correction", {"kind": "update", "date": "2026-11-20", "text": "<p>Noted.</p>"}),
            ("divider", None),
        ],
    )
    words = words_of(story)
    assert (words.headline, words.byline) == ("Calm at sea", "A, B")
    assert [(each.kind, each.text) for each in words.passages] == [
        (TEXT, "One bold & two."),
        (TEXT, "Three."),
        (HEADING, "A head"),
        (QUOTATION, "Said."),
        (TEXT, "Ada"),
        (TEXT, "Port"),
        (TEXT, "Boats"),
        (TEXT, "Lisbon | 4"),
        (TEXT, "Lisbon: 41.5"),
        (NOTE, "Noted."),
    ]
    assert Words.restored(words.stored()) == words


def test_words_are_the_same_in_the_form_and_in_the_database() -> None:
    story = a_draft(body=[("list", {"ordered": True, "items": ["<p>One.</p>", "<p>Two.</p>"]})])
    assert words_of(story) == words_of(type(story).objects.get(pk=story.pk))
    assert words_of(story) == words_of(story.get_latest_revision_as_object())
