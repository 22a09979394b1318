"""C1: no save replaces another's words in silence, whatever the button."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from broadsheet.newsroom import actions, queries
from broadsheet.newsroom.models import SetAside, Story
from tests.factories import a_draft, a_story, desk_of, ed, pru, rosa
from tests.newsroom.tabs import Tab, kept_by, text_of

pytestmark = pytest.mark.django_db


def test_a_stale_tab_is_refused_whatever_the_button_and_its_words_are_kept() -> None:
    story = a_draft("A ferry")
    mine, theirs = Tab(ed(), story), Tab(pru(), story)
    theirs.write("Nine people sailed.").press()
    mine.type(title="A late ferry").write("Eleven people sailed.")
    for button in ("", "publish", "submit", "restart-workflow", "cancel-workflow"):
        answer = mine.press(button)
        assert answer.status_code == 409, button
        page = answer.content.decode()
        assert all(word in page for word in ("Nine", "Eleven", "A late ferry", "Pru")), button
    assert text_of(story) == "A ferry Nine people sailed."
    assert not queries.published().exists()
    assert kept_by(ed()).first("title") == "A late ferry"


def test_a_form_that_says_nothing_of_what_it_was_written_on_is_refused() -> None:
    story = a_draft("A ferry")
    tab = Tab(ed(), story).type(title="Overwritten")
    tab.hidden = {}
    assert tab.press().status_code == 409
    assert kept_by(ed()).first("title") == "Overwritten"
    assert "Overwritten" not in text_of(story)


def test_a_tab_that_has_seen_everything_saves_and_leaves_nothing_behind() -> None:
    story = a_draft()
    assert Tab(ed(), story).write("One.").press().status_code == 302
    assert Tab(pru(), story).write("Two.").press("publish").status_code == 302
    assert "Two." in text_of(story)
    assert not SetAside.objects.exists()


def test_what_a_tab_autosaved_itself_does_not_make_it_stale() -> None:
    story = a_draft()
    tab = Tab(ed(), story)
    assert tab.write("One.").autosave().status_code == 200
    assert tab.write("One. Two.").autosave().status_code == 200
    assert tab.write("One. Two. Three.").press().status_code == 302
    assert "Three." in text_of(story)


def test_one_persons_second_tab_is_as_stale_as_anybodys() -> None:
    story = a_draft()
    first, second = Tab(ed(), story), Tab(ed(), story)
    assert first.write("In the first.").autosave().status_code == 200
    assert second.write("In the second.").autosave().status_code == 400
    assert second.press().status_code == 409
    assert first.write("In the first, and on.").press().status_code == 302
    assert first.write("Back in the old form.").press().status_code == 409


def test_an_autosave_over_what_somebody_else_has_loaded_makes_them_stale() -> None:
    story = a_draft()
    typing = Tab(ed(), story)
    typing.write("One.").autosave()
    reading = Tab(pru(), story)
    typing.write("One, and more.").autosave()
    assert reading.write("From what was there.").press().status_code == 409


def test_going_back_to_an_old_revision_is_a_save_like_any_other() -> None:
    story = a_draft()
    old = story.latest_revision_id
    tab = Tab(ed(), story)
    Tab(pru(), story).write("News.").press()
    tab.address = f"/-/desk/pages/{story.pk}/revisions/{old}/revert/"
    assert tab.press().status_code == 409
    assert "News." in text_of(story)


def test_a_line_that_is_proposed_goes_into_the_newest_draft_not_into_the_one_in_memory() -> None:
    story, other = a_draft(), a_story()
    Tab(ed(), story).write("Just saved.").press()
    actions.add_also_read(story=story, target=other)
    draft: Any = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert ["Just saved." in str(block.value) for block in draft.body] == [True, False]


def test_the_same_words_twice_are_no_quarrel() -> None:
    """A double click sends the form twice; the second finds what the first has saved."""
    story = a_draft()
    tab = Tab(ed(), story).write("Once.")
    assert tab.press().status_code == 302
    again = tab.press()
    assert (again.status_code, again["Location"]) == (302, tab.address)
    assert not SetAside.objects.exists()


def test_what_waits_is_shown_to_its_owner_until_it_is_settled_and_to_nobody_else() -> None:
    story = a_draft("A ferry")
    mine = Tab(ed(), story).type(title="Mine alone")
    Tab(pru(), story).write("Theirs.").press()
    mine.press()
    page = f"/-/desk/texts/{kept_by(ed()).pk}/"
    desk = mine.browser
    shown_at = ("/-/desk/", "/-/desk/texts/", f"/-/desk/pages/{story.pk}/edit/")
    assert [page in desk.get(each).content.decode() for each in shown_at] == [True] * 3
    for other in (pru(), rosa()):
        assert desk_of(other).get(page).status_code == 404
        assert desk_of(other).post(page, {"put_away": "yes"}).status_code == 404
        assert "Mine alone" not in desk_of(other).get("/-/desk/texts/").content.decode()
    desk.post(page, {"put_away": "yes"})
    assert [page in desk.get(each).content.decode() for each in shown_at] == [False, True, False]
    assert "Mine alone" in desk.get(page).content.decode()


def test_both_texts_are_offered_part_by_part_and_one_sided_changes_are_chosen_already() -> None:
    story = a_draft("A ferry", body=[("paragraph", "<p>One.</p>"), ("paragraph", "<p>Two.</p>")])
    mine, theirs = Tab(ed(), story), Tab(pru(), story)
    theirs.type(kicker="Crossings").write("One by them.", "Two.", "Three.").press()
    mine.type(title="A late ferry").write("One by me.", "Two.").press()
    desk, page = mine.browser, f"/-/desk/texts/{kept_by(ed()).pk}/"
    form = choices(desk.get(page).content)
    assert form["field.title"] == "mine"
    assert form["field.kicker"] == "theirs"
    conflict = [name for name, chosen in form.items() if chosen is None]
    assert len(conflict) == 1
    assert desk.post(page, {**form, conflict[0]: ""}).status_code == 400
    assert "One by me" not in text_of(story)
    assert desk.post(page, {**form, conflict[0]: "both"}).status_code == 302
    assert text_of(story) == "A late ferry One by them. One by me. Two. Three."
    assert not SetAside.objects.filter(settled_at=None).exists()


def choices(html: bytes) -> dict[str, Any]:
    """Return the fields of the page of two texts, with what is chosen on it."""
    page = BeautifulSoup(html, "html.parser")
    form: dict[str, Any] = {"onto": page.find("input", {"name": "onto"})["value"]}
    for radio in page.find_all("input", {"type": "radio"}):
        form.setdefault(str(radio["name"]), None)
        if radio.has_attr("checked"):
            form[str(radio["name"])] = radio["value"]
    return form
