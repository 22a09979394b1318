"""The pages of a paper that moves in are printed once, at its end, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from broadsheet.config import Config
from broadsheet.lib import clock
from broadsheet.press import notes
from broadsheet.press.models import Note
from broadsheet.press.notes import HOLD
from broadsheet.press.sweep import sweep_catalogue, sweep_oldest
from broadsheet.press.work import Press
from broadsheet.wire.moving import batch
from broadsheet.wire.moving.addresses import lead_stories
from tests.factories import a_section, a_story
from tests.press.stores import of_the_tests_database
from tests.wire.moving.paper import WHEN, Moving, a_post

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

POSTS = [a_post(str(n), published=WHEN + timedelta(days=n * 7 % 5)) for n in range(5)]


@pytest.fixture
def press(moving: Moving, settings: Any, tmp_path: Any) -> Iterator[Press]:
    """A press of the paper, which has printed what there is."""
    settings.BROADSHEET = Config(directory=tmp_path, press_store=of_the_tests_database(tmp_path))
    settings.BROADSHEET.data.mkdir()
    press = Press()
    press.store.forget()
    a_story("Here before", section=a_section("World"))
    press.print_all()
    yield press
    press.close()


def test_while_it_goes_on_nothing_is_printed_and_then_each_page_once_newest_first(
    moving: Moving, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST", 2)
    monkeypatch.setattr("broadsheet.press.printer.MOST", 2)
    before = press.store.edition()
    rounds: list[Any] = []

    def a_round_of_the_press(found: Any) -> None:
        lead_stories(found)
        rounds.append(press.print_all())
        rounds.append(sweep_oldest(press.store, press.printer))
        rounds.append(sweep_catalogue(press.store, press.printer))

    monkeypatch.setattr(batch, "lead_stories", a_round_of_the_press)
    moving.run(*POSTS)
    assert rounds == [0, [], []] * 3
    assert press.store.edition() == before
    press.print_all()
    editions = range(before + 1, press.store.edition() + 1)
    printed = [name for each in editions for name in press.store.changed_in(each)]
    pages = [name for name in printed if name.startswith("/")]
    assert len(pages) == len(set(pages)), "no page was printed twice"
    addresses = sorted((str(moving.story(each.key).address) for each in POSTS), reverse=True)
    editions_of = {name: each for each in editions for name in press.store.changed_in(each)}
    order = [editions_of[address] for address in addresses]
    assert order == sorted(order), "the newest first"
    assert editions_of["/"] > order[-1], "before what leads to them"
    assert not Note.objects.exists()


def test_what_somebody_publishes_meanwhile_is_printed_at_once(
    moving: Moving, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[set[str]] = []

    def somebody_publishes(found: Any) -> None:
        lead_stories(found)
        story = a_story("Just in", section=a_section("World"))
        Note.objects.filter(cause__contains="Just in").update(held=False)  # another process
        press.print_all()
        known.append(press.store.known([str(story.address)]))

    monkeypatch.setattr(batch, "lead_stories", somebody_publishes)
    moving.run(POSTS[0])
    assert len(known[0]) == 1


def test_what_a_run_brought_that_was_killed_is_printed_soon_after(
    moving: Moving, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, put_off = iter([True]), notes.put_off

    def only_at_first(time: timedelta) -> None:
        if next(words, False):
            put_off(time)

    monkeypatch.setattr(notes, "put_off", only_at_first)
    moving.run(*POSTS)  # nobody says at its end that it is over
    addresses = {str(moving.story(each.key).address) for each in POSTS}
    assert press.print_all() == 0
    assert not press.store.known(addresses)
    with time_machine.travel(clock.now() + HOLD + timedelta(seconds=1), tick=False):
        press.print_all()
    assert press.store.known(addresses) == addresses
