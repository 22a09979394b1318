"""Stories that are published together are what each would be, published by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from wagtail.models import PageViewRestriction

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.newsroom.together.plain import OneByOne
from broadsheet.press.models import Note
from broadsheet.signals import story_changes, story_published
from tests.factories import a_section, a_story, a_topic, a_way, an_author, max_reads
from tests.pictures import a_photo

UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
OTHERWISE = ("broadsheet_press_note", "sqlite_sequence")
"""Told in one note instead of several; and SQLite's counters."""

OF_THE_ORDER = {
    "wagtailcore_referenceindex": {"id"},
    "wagtailsearch_indexentry": {"id", "title_norm"},
    "broadsheet_newsroom_story_topics": {"id"},
}
"""What depends on the order in which rows come: a number, and a weight by the mean of its day."""

pytestmark = pytest.mark.django_db


def values(number: int, **other: Any) -> dict[str, Any]:
    """What a story is made of, afresh each time: no two stories share a byline's row."""
    author: Author = an_author(["Mara Ellison", "Leo Sandoval"][number % 2])
    return {
        "section": a_section(["World", "Sport"][number % 2]),
        "title": f"A ferry & an island {number}",
        "slug": f"ferry-{number}",
        "standfirst": "It left.",
        "bylines": [Byline(author=author, sort_order=0), Byline(name="PA", sort_order=1)],
        "topics": [a_topic("Shipping"), a_topic("Harbours")][: number % 3],
        "body": [("paragraph", f"<p>The ferry left with <b>{number}</b> people.</p>")],
        **other,
    }


def made(more: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [values(number, **each) for number, each in enumerate(more)]


def moment(number: int) -> datetime:
    return datetime(2019, 5, 2, 3, 30, tzinfo=UTC) + timedelta(minutes=number)


def by_acts(*all_values: dict[str, Any]) -> None:
    for number, fields in enumerate(all_values):
        story = actions.place_story(**fields)
        actions.publish(story=story, first_published=moment(number))


def together(*all_values: dict[str, Any]) -> list[Story]:
    stories = [unsaved(number, **fields) for number, fields in enumerate(all_values)]
    actions.publish_together(stories=stories)
    return stories


def unsaved(number: int, *, bylines: Any, topics: Any, **fields: Any) -> Story:
    story = Story(published_at=moment(number), **fields)
    story.bylines, story.topics = bylines, topics
    return story


@pytest.mark.sqlite
@time_machine.travel("2026-02-01T08:00:00Z", tick=False)
def test_every_table_and_the_press_have_what_the_act_leaves() -> None:
    a_story("An older one", section=a_section("World"))
    photo = a_photo()
    actions.keep_picture(photo=photo, file=None, title="", alt="A quay", credit="Leo", by=None)
    picture = ("picture", {"photo": photo, "alt": "", "caption": ""})
    more: list[dict[str, Any]] = [{}, {"hero": photo}, {}, {"body": [picture]}]
    first = everything_after(lambda: by_acts(*made(more)))
    same = everything_after(lambda: together(*made(more)))
    assert first.keys() == same.keys()
    for table, rows in first.items():
        assert same[table] == rows, table
    assert len(same["broadsheet_newsroom_story"]) == 5


def test_what_was_published_together_is_read_found_and_told_of(
    django_capture_on_commit_callbacks: Any,
) -> None:
    heard: list[Any] = []

    def listen(**about: Any) -> None:
        heard.append(about)

    story_changes.connect(listen)
    story_published.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        stories = together(values(0), values(1, slug="ferry-0"), values(2))
    assert [each.address for each in stories] == [
        "/2019/05/01/ferry-0/",
        "/2019/05/01/ferry-0-2/",
        "/2019/05/01/ferry-2/",
    ]
    assert [each["pk"] for each in heard if "pk" in each] == [each.pk for each in stories]
    assert [each["story"] for each in heard if "story" in each] == stories
    for story in stories:
        assert max_reads().get(story.address).status_code == 200
    saved = Story.objects.get(pk=stories[0].pk)
    saved.title = "Another headline"
    actions.save_draft(story=saved)
    assert not saved.full_clean()
    later = a_story("After them", section=a_section("World"))
    assert later.get_prev_sibling().pk == stories[2].pk
    assert a_section("World").get_children().count() == Section.objects.get(slug="world").numchild


def test_two_of_one_name_on_one_day_have_two_addresses() -> None:
    taken = together(values(0))[0].address
    other = a_section("Sport")
    second, third = together(values(0, section=other), values(0, section=a_section("Culture")))
    assert [second.address, third.address] == [f"{taken[:-1]}-2/", f"{taken[:-1]}-3/"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"bylines": []},
        {"body": []},
        {"slug": "ferry-0", "section": "World"},
        {"title": "x" * 300},
        {"source_uri": "old#1"},
    ],
)
def test_one_that_is_wrong_keeps_all_from_being_published(wrong: dict[str, Any]) -> None:
    if "section" in wrong:
        wrong = {**wrong, "section": a_section(wrong["section"])}
    a_section("World"), a_section("Sport")
    before = Story.objects.count(), Note.objects.count()
    with pytest.raises((OneByOne, ValidationError, IntegrityError)), transaction.atomic():
        together(values(0, source_uri="old#1"), values(1, **wrong))
    assert (Story.objects.count(), Note.objects.count()) == before
    assert not Section.objects.exclude(numchild=0).exists()


def test_where_texts_go_through_steps_or_no_reader_gets_each_goes_by_itself() -> None:
    a_way(a_section("World"))
    with pytest.raises(OneByOne):
        together(values(0))
    shut = a_section("Sport")
    PageViewRestriction.objects.create(page=shut, restriction_type="login")
    with pytest.raises(OneByOne):
        together(values(1))


def everything_after(act: Callable[[], Any]) -> dict[str, list[str]]:
    """Return each table's rows once ``act`` is done, without its random parts; then undo it."""
    with transaction.atomic():
        Note.objects.all().delete()
        act()
        tables = connection.introspection.table_names()
        found = {name: rows_of(name) for name in tables if name not in OTHERWISE}
        found["keys of notes"] = sorted({key for each in Note.objects.all() for key in each.keys})
        transaction.set_rollback(True)
    return {name: rows for name, rows in found.items() if "_fts_" not in name}


def rows_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        columns = [each[0] for each in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        for name in OF_THE_ORDER.get(table, ()):
            row.pop(name, None)
    return sorted(
        UUID.sub("a uuid", json.dumps(read(row), default=str, sort_keys=True)) for row in rows
    )


def read(value: Any) -> Any:
    """What is kept, with JSON read wherever it is: the order of its names says nothing."""
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        return read(json.loads(value))
    if isinstance(value, dict):
        return {name: read(each) for name, each in value.items()}
    return [read(each) for each in value] if isinstance(value, list) else value
