"""A story that is begun: it is one story however it is saved, and its words are safe."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.newsroom import queries
from broadsheet.newsroom.models import SetAside, Story
from broadsheet.newsroom.saving.form_tokens import new_token
from tests.factories import a_draft, a_section, ed
from tests.newsroom.tabs import Tab, kept_by, text_of
from tests.newsroom.test_a_save_that_breaks import broken, sent_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def tab() -> Tab:
    """The form of a new story, half written."""
    story = a_draft("A ferry", slug="a-ferry")
    tab = Tab(ed(), story, drawn=False)
    tab.address = f"/-/desk/pages/add/broadsheet_newsroom/story/{a_section().pk}/"
    tab.hidden = {"form_token": new_token(ed())}
    tab.bylines = [{**each, "id": ""} for each in tab.bylines]
    story.delete()
    return tab.write("Nine people")


def _post(tab: Tab, **more: Any) -> Any:
    words = tab.form(**more) | {"bylines-INITIAL_FORMS": "0"}
    return tab.browser.post(tab.address, words)


def _autosave(tab: Tab) -> Any:
    words = tab.form() | {"bylines-INITIAL_FORMS": "0"}
    return tab.browser.post(tab.address, words, HTTP_ACCEPT="application/json")


def test_a_story_published_while_the_script_saves_it_is_one_story_with_the_last_words(
    tab: Tab,
) -> None:
    """The script's post is answered after the button was pressed: the page never hears of it."""
    assert _autosave(tab).json()["success"]
    answer = _post(tab.write("Nine people sailed."), **{"action-publish": "yes"})
    assert answer.status_code == 302
    story = queries.published().get()
    assert (story.title, Story.objects.count()) == ("A ferry", 1)
    assert "Nine people sailed." in text_of(story)
    assert story.bylines.count() == 1
    assert not SetAside.objects.exists()


def test_a_publication_that_is_refused_leaves_what_the_script_has_saved(tab: Tab) -> None:
    """The form is shown again with its words; whoever closes it then has those of before."""
    begun = _autosave(tab).json()["pk"]
    tab.bylines = []
    answer = _post(tab.write("Nine people sailed."), **{"action-publish": "yes"})
    assert "A byline is missing" in answer.content.decode()
    assert "Nine people" in text_of(Story.objects.get(pk=begun))


def test_an_autosave_whose_answer_was_lost_begins_no_second_story(tab: Tab) -> None:
    first = _autosave(tab).json()
    again = _autosave(tab.write("Nine people sailed.")).json()
    assert Story.objects.get().pk == again["pk"] != first["pk"]


def test_a_story_that_was_gone_on_with_gives_way_to_no_form_of_before(tab: Tab) -> None:
    begun = Story.objects.get(pk=_autosave(tab).json()["pk"])
    going_on = Tab(ed(), begun, browser=tab.browser, drawn=False).write("Ten people sailed.")
    going_on.hidden["form_token"] = tab.hidden["form_token"]
    assert going_on.autosave().status_code == 200
    answer = _post(tab, **{"action-publish": "yes"})
    assert "already in use" in answer.content.decode()
    assert "Ten people sailed." in text_of(Story.objects.get())


def test_anothers_draft_of_that_name_gives_way_to_nobody(tab: Tab) -> None:
    begun = _autosave(tab).json()["pk"]
    tab.hidden = {"form_token": new_token(ed())}
    assert "already in use" in _post(tab).content.decode()
    assert Story.objects.get().pk == begun


def test_a_new_story_whose_save_breaks_isnt_there_and_its_words_are(tab: Tab) -> None:
    with broken("newsroom.save"):
        answer = _post(tab, **{"action-publish": "yes"})
    assert answer.status_code == 500
    assert "Nothing was saved or published" in answer.content.decode()
    assert not Story.objects.exists()
    assert "Nine people" in str(kept_by(ed()).posted)
    assert sent_again(answer, tab).status_code == 302
    assert queries.published().get().title == "A ferry"
    assert not SetAside.objects.exists()
