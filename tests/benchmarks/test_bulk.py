"""What is loaded in bulk for a measurement is what the newsroom's act would have left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from benchmarks.corpus import SECTIONS, Corpus, Item
from benchmarks.papers.broadsheet.bulk import BulkPublisher
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Author, Byline, Section
from tests.factories import a_section

UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
OTHERWISE = ("broadsheet_press_note", "sqlite_sequence")
"""What waits for the press, which prints everything after a bulk load; and SQLite's counters."""

OF_THE_ORDER = {"wagtailcore_referenceindex": "id", "wagtailsearch_indexentry": "title_norm"}
"""What depends on the order in which rows come: a number, and a weight by the mean of its day."""

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def cast() -> tuple[dict[str, Section], dict[str, Author]]:
    sections = {name: a_section(name) for name in SECTIONS}
    authors = {
        each.slug: Author.objects.create(name=each.name, slug=each.slug, life=each.life)
        for each in Corpus(40).authors
    }
    return sections, authors


@time_machine.travel("2026-02-01T08:00:00Z", tick=False)
def test_a_story_loaded_in_bulk_is_in_every_table_as_the_act_leaves_it(cast: Any) -> None:
    items = [Corpus(40).story(number) for number in (3, 11, 27)]
    by_acts = everything_after(lambda: [by_act(item, cast) for item in items])
    for section in cast[0].values():
        section.refresh_from_db()
    in_bulk = everything_after(lambda: BulkPublisher(*cast).publish(items))
    assert by_acts.keys() == in_bulk.keys()
    for table, rows in by_acts.items():
        assert in_bulk[table] == rows, table
    assert len(in_bulk["broadsheet_newsroom_story"]) == 3


def by_act(item: Item, cast: tuple[dict[str, Section], dict[str, Author]]) -> None:
    sections, authors = cast
    story = actions.write_story(
        section=sections[item.section],
        title=item.headline,
        slug=item.slug,
        standfirst=item.standfirst,
        bylines=[Byline(author=authors[item.author])],
        body=[("paragraph", f"<p>{text}</p>") for text in item.paragraphs],
    )
    actions.publish(story=story, first_published=datetime.fromisoformat(item.published_at))


def everything_after(act: Callable[[], Any]) -> dict[str, list[str]]:
    """Return each table's rows once ``act`` is done, without its random parts; then undo it."""
    with transaction.atomic():
        act()
        tables = connection.introspection.table_names()
        found = {name: rows_of(name) for name in tables if name not in OTHERWISE}
        transaction.set_rollback(True)
    return {name: rows for name, rows in found.items() if "_fts_" not in name}


def rows_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        columns = [each[0] for each in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row.pop(OF_THE_ORDER.get(table, ""), None)
    return sorted(UUID.sub("a uuid", json.dumps(row, default=str, sort_keys=True)) for row in rows)
