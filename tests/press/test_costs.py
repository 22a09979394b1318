"""A change reprints what shows it, and as much of it at any size of the archive."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from broadsheet.fronts.actions import note_weather
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.press.models import Note
from broadsheet.press.work import Press
from broadsheet.wire.outgoing.feeds.entries import NEWEST
from tests.factories import a_draft, a_paper, a_section, a_story, an_author
from tests.press import oracle

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=400)


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


def kinds(names: set[str]) -> set[str]:
    return {name.partition("/")[2] for name in names if name.startswith("@")}


def machines(names: set[str]) -> set[str]:
    return {name for name in names if name.endswith(("rss", "atom", "json", "xml"))}


def test_a_publication_changes_its_page_its_lists_and_a_few_shared_parts(press: Press) -> None:
    for _ in range(12):
        a_story()
    told: list[Story] = []
    changed = changed_by(press, lambda: told.append(a_story("A ferry")))
    assert str(told[0].address) in changed
    assert {"/", "/world/", "/feed.rss", "/sitemap.xml", "/news-sitemap.xml"} <= changed
    stories = [name for name in changed if name.startswith("/20") and name.count("/") == 5]
    assert stories == [told[0].address]
    assert "latest" in kinds(changed)
    for page in ("/", "/world/", str(told[0].address)):
        oracle.same_as_django(press.store, page)
    oracle.check(press.store)


@pytest.mark.sqlite
def test_as_much_is_printed_however_many_stories_there_are(press: Press) -> None:
    for number in range(30):
        an_old_story(number)
    for _ in range(25):
        a_story()
    few = changed_by(press, a_story)
    for number in range(30, 150):
        an_old_story(number)
    many = changed_by(press, a_story)
    assert len(many) == len(few), (sorted(few - many), sorted(many - few))
    assert machines(many) == machines(few)


def test_a_draft_prints_nothing(press: Press) -> None:
    story = a_story()

    def write() -> None:
        a_draft("Nobody knows")
        story.title = "Not yet"
        actions.save_draft(story=story)

    assert changed_by(press, write) == set()
    assert b"Not yet" not in oracle.body_of(press.store, str(story.address))


def test_a_typo_in_an_old_story_prints_one_page(press: Press) -> None:
    old = an_old_story(1)
    for _ in range(NEWEST):
        a_story()

    def mend() -> None:
        old.body = [("paragraph", "<p>The harbour was quiet then.</p>")]
        actions.publish(story=old)

    assert changed_by(press, mend) == {old.address}


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
    assert b"moved to the sea" in oracle.body_of(press.store, str(stories[0].address))


def test_a_change_of_which_readers_see_nothing_leaves_the_outbox_empty(press: Press) -> None:
    a_story()
    press.print_all()
    assert not Note.objects.exists()
    a_section("Business")
    assert Note.objects.exists()
    press.print_all()
    assert not Note.objects.exists()
    oracle.check(press.store)
