"""The pages of a paper that moves in are printed once, at its end, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from broadsheet.config import Config
from broadsheet.lib import clock
from broadsheet.press import notes
from broadsheet.press.models import Note
from broadsheet.press.notes import HOLD
from broadsheet.press.sweep import sweep_catalogue, sweep_oldest
from broadsheet.press.work import Press
from broadsheet.wire.moving import batch
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
    before, rounds = press.store.edition(), []
    keep = batch.lead_stories

    def a_round_of_the_press(*args: Any) -> None:
        keep(*args)
        found = press.print_all(), sweep_oldest(press.store, press.printer)
        rounds.append((found, sweep_catalogue(press.store, press.printer)))

    monkeypatch.setattr(batch, "lead_stories", a_round_of_the_press)
    moving.run(*POSTS)
    assert rounds == [((0, []), [])] * 3
    assert press.store.edition() == before
    press.print_all()
    editions = range(before + 1, press.store.edition() + 1)
    printed = [name for each in editions for name in press.store.changed_in(each)]
    assert len(printed) == len(set(printed)), "no page was printed twice"
    pages = [name for name in printed if name.startswith("/2019/05/0") and "story" in name]
    addresses = sorted((moving.story(each.key).address for each in POSTS), reverse=True)
    days = [[name[:12] for name in pages].index(address[:12]) for address in addresses]
    assert set(addresses) <= set(pages)
    assert days == sorted(days), "the newest first"
    assert printed.index("/harbour/") > max(map(printed.index, addresses))
    assert not Note.objects.exists()


def test_what_somebody_publishes_meanwhile_is_printed_at_once(
    moving: Moving, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, found = batch.lead_stories, []

    def somebody_publishes(*args: Any) -> None:
        keep(*args)
        Note.objects.filter(held=False).delete()
        story = a_story("Just in", section=a_section("World"))
        Note.objects.filter(cause__contains="Just in").update(held=False)  # another process
        press.print_all()
        found.append(press.store.known([story.address]))

    monkeypatch.setattr(batch, "lead_stories", somebody_publishes)
    moving.run(POSTS[0])
    assert len(found[0]) == 1


def test_what_a_run_brought_that_was_killed_is_printed_soon_after(
    moving: Moving, press: Press, monkeypatch: pytest.MonkeyPatch, time_machine: Any
) -> None:
    words, put_off = iter([True]), notes.put_off
    first = lambda time: put_off(time) if next(words, False) else None  # noqa: E731
    monkeypatch.setattr(notes, "put_off", first)
    moving.run(*POSTS)  # nobody says at its end that it is over
    assert press.print_all() == 0
    time_machine.move_to(clock.now() + HOLD + timedelta(seconds=1), tick=False)
    assert press.print_all() > len(POSTS)
