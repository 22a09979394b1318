"""The press in the editor: whether a page is out, and what could not be printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from broadsheet.newsroom import actions
from broadsheet.press.work import Press
from tests.factories import a_draft, a_paper, a_story, desk_of, pru, rosa

pytestmark = pytest.mark.django_db


def test_a_story_is_said_to_wait_until_readers_get_it(press: Press) -> None:
    a_paper()
    press.print_all()
    story = a_story("A ferry for the island")
    desk = desk_of(pru())
    address = f"/-/desk/press/{story.pk}/"
    assert "It is being printed" in desk.get(address).content.decode()
    press.print_all()
    page = desk.get(address).content.decode()
    assert "Readers get it since edition 2" in page
    assert story.address in page
    actions.withdraw(story=story)
    press.print_all()
    assert "it isn’t public" in desk.get(address).content.decode()


def test_who_may_not_edit_a_page_learns_nothing_of_it(press: Press) -> None:
    story = a_draft("Secret")
    story.owner = pru()
    story.save()
    answer = desk_of(rosa()).get(f"/-/desk/press/{story.pk}/", follow=True)
    assert "Secret" not in answer.content.decode()


def test_what_could_not_be_printed_stands_on_the_dashboard(press: Press, settings) -> None:
    story = a_story()
    desk = desk_of(pru())
    press.print_all()
    assert "could not be printed" not in desk.get("/-/desk/").content.decode().lower()
    press.printer.renderer.draw = _broken
    press.store.forget()
    press.print_all()
    for place in ("/-/desk/", "/-/desk/press/"):
        page = desk.get(place).content.decode()
        assert "Could not be printed" in page, place
        assert "no more ink" in page, place
    assert story.address in press.store.known_names()


def test_a_store_out_of_reach_is_said_and_stops_nothing_else(press: Press, settings: Any) -> None:
    story = a_story()
    desk = desk_of(pru())
    settings.BROADSHEET = replace(press.config, press_store="/nowhere/at/all/press.sqlite3")
    for place, status in (
        ("/-/desk/", 200),
        ("/-/desk/press/", 503),
        (f"/-/desk/press/{story.pk}/", 503),
        (f"/-/desk/pages/{story.pk}/edit/", 200),
    ):
        answer = desk.get(place)
        assert answer.status_code == status, place
        if "pages" not in place:
            assert "can’t be read at the moment" in answer.content.decode(), place


def _broken(name: str) -> str:
    raise RuntimeError(f"no more ink for {name}")
