"""A change reprints what shows it, and as much of it at any size of the archive."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.corpus import Item
from benchmarks.papers.broadsheet.bulk import BATCH, BulkPublisher
from broadsheet.fronts.actions import note_weather
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Author, Byline, Story
from broadsheet.press.models import Note
from broadsheet.press.notes import EVERYTHING, note
from broadsheet.press.work import Press
from broadsheet.wire.outgoing.feeds.entries import NEWEST
from tests.factories import a_draft, a_paper, a_section, a_story, an_author
from tests.press.printing import audit, presses

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=400)
MANY = int(os.environ.get("BROADSHEET_STORIES", "400"))
"""10,000 take three minutes to print."""

ALL_PAGES = r"SCAN wagtailcore_page\b"
"""What SQLite says of a question for which it reads them all."""


def an_old_story(number: int) -> Story:
    """A story that is in no feed and on no front any more."""
    when: datetime = clock.now() - LONG_AGO - timedelta(hours=number)
    return actions.publish(story=a_draft(f"Old {number}"), first_published=when)


def changed_by(press: Press, act: object) -> set[str]:
    """Print what waits, do something, print again; return the names of what that changed."""
    press.print_all()
    before = press.store.edition()
    act()  # type: ignore[operator]
    press.print_all()
    editions = range(before + 1, press.store.edition() + 1)
    return {name for edition in editions for name in press.store.changed_in(edition)}


def questions_of(press: Press, act: object) -> int:
    """Return how many queries it takes to print what something changes."""
    press.print_all()
    act()  # type: ignore[operator]
    with CaptureQueriesContext(connection) as asked:
        press.print_all()
    going_through_all = {each["sql"] for each in asked if re.search(ALL_PAGES, plan_of(each))}
    assert not going_through_all
    return len(asked)


def plan_of(question: dict[str, str]) -> str:
    """Return how SQLite would answer it: a line a table, “SCAN …” for one that it reads whole."""
    if not question["sql"].startswith("SELECT"):
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {question['sql']}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def kinds(names: set[str]) -> set[str]:
    return {name.partition("/")[2] for name in names if name.startswith("@")}


def test_a_publication_changes_its_page_its_lists_and_a_few_shared_parts(press: Press) -> None:
    told: list[Story] = []
    with time_machine.travel(clock.now(), tick=False) as now:
        for _ in range(12):
            a_story()
        press.print_all()
        now.shift(timedelta(minutes=5))
        changed = changed_by(press, lambda: told.append(a_story("A ferry")))
        assert audit.everything(press) == []
    assert str(told[0].address) in changed
    assert {"/", "/world/", "/feed.rss", "/sitemap.xml", "/news-sitemap.xml"} <= changed
    stories = [name for name in changed if name.startswith("/20") and name.count("/") == 5]
    assert stories == [told[0].address]
    assert "latest" in kinds(changed)


@pytest.mark.sqlite
def test_as_much_is_printed_however_many_stories_there_are(press: Press) -> None:
    """A publication's cost at 100 stories, and at many more of several years."""
    names = ("World", "Nation")
    sections = {name: a_section(name) for name in names}
    author = an_author()

    def grow(numbers: range) -> None:
        bulk = BulkPublisher(sections, {author.slug: author})
        items = [a_short_item(number, names[number % 2], author) for number in numbers]
        for first in range(0, len(items), BATCH):
            bulk.publish(items[first : first + BATCH])
        note({EVERYTHING}, cause="loaded in bulk")

    def publish() -> None:
        a_story(section=sections["World"], bylines=[Byline(author=author)])

    grow(range(100))
    publish()  # the first one of a month brings more with it
    few, few_questions = changed_by(press, publish), questions_of(press, publish)
    grow(range(100, MANY))
    many, many_questions = changed_by(press, publish), questions_of(press, publish)
    assert len(press.store.known_names()) > MANY
    assert len(many) == len(few), (sorted(few - many), sorted(many - few))
    assert many_questions == few_questions


def a_short_item(number: int, section: str, author: Author) -> Item:
    """A story of the past, one each four hours, the newest first."""
    when = clock.now() - timedelta(days=40, hours=4 * number)
    return Item(
        number=number,
        headline=f"Report {number}",
        slug=f"report-{number}",
        section=section,
        author=author.slug,
        standfirst="What was said.",
        paragraphs=["The harbour was quiet."],
        published_at=when.isoformat(),
        pick=False,
    )


def test_a_draft_prints_nothing(press: Press) -> None:
    story = a_story()

    def write() -> None:
        a_draft("Nobody knows")
        story.title = "Not yet"
        actions.save_draft(story=story)

    assert changed_by(press, write) == set()
    assert b"Not yet" not in presses.body_of(press, str(story.address))


def test_a_typo_in_an_old_story_prints_its_page_and_two_versions(press: Press) -> None:
    old = an_old_story(1)
    for _ in range(NEWEST):
        a_story()

    def mend(text: str) -> None:
        old.body = [("paragraph", f"<p>The harbour was {text}.</p>")]
        actions.publish(story=old)

    mend("quiet then")
    press.print_all()
    versions = [f"{old.address}versions/{number}/" for number in (2, 3)]
    assert changed_by(press, lambda: mend("quiet there")) == {old.address, *versions}


def test_the_same_temperature_again_makes_no_edition(press: Press) -> None:
    a_paper()
    now = clock.now()
    cold = WeatherState(celsius=-6.6, observed_at=now)
    assert kinds(changed_by(press, lambda: note_weather(state=cold))) == {"strip"}
    again = WeatherState(celsius=-6.6, observed_at=now + timedelta(minutes=10))
    assert changed_by(press, lambda: note_weather(state=again)) == set()


def test_an_authors_life_is_printed_once_for_all_that_they_wrote(press: Press) -> None:
    author = an_author()
    stories = [a_story() for _ in range(8)]

    def live() -> None:
        author.life = "She has moved to the sea."
        author.save()

    changed = changed_by(press, live)
    assert f"author-box/{author.pk}" in kinds(changed)
    assert not {story.address for story in stories} & changed
    assert b"moved to the sea" in presses.body_of(press, str(stories[0].address))


def test_a_change_of_which_readers_see_nothing_leaves_the_outbox_empty(press: Press) -> None:
    a_story()
    press.print_all()
    assert not Note.objects.exists()
    a_section("Business")
    assert Note.objects.exists()
    press.print_all()
    assert not Note.objects.exists()
    assert audit.everything(press) == []
