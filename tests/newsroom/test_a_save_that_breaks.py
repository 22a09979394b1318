"""A save that fails, at whatever moment, leaves nothing half done and loses no words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import OperationalError

from broadsheet.lib import clock, failpoints
from broadsheet.newsroom import queries
from broadsheet.newsroom.models import SetAside
from tests.factories import a_draft, ed, pru, rosa
from tests.newsroom.tabs import Tab, kept_by, text_of

pytestmark = pytest.mark.django_db


@contextmanager
def broken(place: str) -> Iterator[None]:
    """Have the next save break just before it is done."""
    failpoints._passed.clear()
    os.environ[failpoints.VARIABLE] = f"{place}=raise"
    try:
        yield
    finally:
        del os.environ[failpoints.VARIABLE]


def sent_again(answer: Any, tab: Tab) -> Any:
    """Press the button “Try again” on the page that says that nothing was saved."""
    fields = BeautifulSoup(answer.content, "html.parser").select("form input[type=hidden]")
    return tab.browser.post(tab.address, {str(each["name"]): each["value"] for each in fields})


def test_a_publication_that_breaks_has_done_nothing_and_can_be_tried_again_as_it_was() -> None:
    story = a_draft("A ferry")
    tab = Tab(ed(), story).write("Nine people sailed.")
    before = story.revisions.count()
    with broken("newsroom.save"):
        answer = tab.press("publish")
    assert answer.status_code == 500
    assert "Nothing was saved or published" in answer.content.decode()
    assert story.revisions.count() == before
    assert not queries.published().exists()
    kept = kept_by(ed())
    assert "Nine people" in str(kept.posted)
    assert f"/-/desk/texts/{kept.pk}/" in tab.browser.get("/-/desk/").content.decode()
    assert sent_again(answer, tab).status_code == 302
    assert queries.published().get().title == "A ferry"
    assert "Nine people" in text_of(story)
    assert not SetAside.objects.exists()


def test_an_autosave_that_breaks_has_done_nothing() -> None:
    story = a_draft()
    tab = Tab(ed(), story).write("Half a sentence")
    tab.browser.raise_request_exception = False
    before = text_of(story)
    with broken("newsroom.save"):
        assert tab.autosave().status_code == 500
    assert text_of(story) == before
    assert tab.autosave().status_code == 200


def test_when_nothing_can_be_written_the_page_itself_holds_the_words() -> None:
    story = a_draft()
    tab = Tab(ed(), story).write("The disk was full.")
    full = OperationalError("database or disk is full")
    with patch("broadsheet.newsroom.saving.stale_forms.keep_words", side_effect=full):
        answer = tab.press("publish")
    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert "don’t close it" in answer.content.decode()
    assert not SetAside.objects.exists()
    assert sent_again(answer, tab).status_code == 302
    assert "The disk was full." in text_of(story)
    assert queries.published().exists()


def test_words_whose_save_never_came_back_wait_once_it_is_plain_that_it_is_over() -> None:
    """A killed process: what it had written down before it began is there, and nothing else."""
    story = a_draft()
    tab = Tab(ed(), story).write("Then the lights went out.")
    killed = patch("broadsheet.newsroom.editing.SavesOnce._save", side_effect=SystemExit)
    with killed, pytest.raises(SystemExit):
        tab.press()
    shown = f"/-/desk/texts/{kept_by(ed()).pk}/"
    assert shown not in tab.browser.get("/-/desk/").content.decode()
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        assert shown in tab.browser.get("/-/desk/").content.decode()
    assert "lights went out" in tab.browser.get(shown).content.decode()


def test_who_may_not_edit_the_story_any_more_keeps_their_words_and_sees_no_others() -> None:
    story = a_draft()
    story.owner = rosa()
    story.save()
    tab = Tab(rosa(), story).write("What I saw.")
    story.owner = pru()
    story.save()
    Tab(pru(), story).write("Not for Rosa.").press()
    assert tab.press().status_code == 302
    kept = kept_by(rosa())
    page = tab.browser.get(f"/-/desk/texts/{kept.pk}/").content.decode()
    assert "What I saw." in page
    assert "Not for Rosa." not in page
    story.delete()
    assert "What I saw." in tab.browser.get(f"/-/desk/texts/{kept.pk}/").content.decode()
