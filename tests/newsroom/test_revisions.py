"""Any revision of a story can be compared with any other, by word, and restored."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.rich_text import RichText

from broadsheet.newsroom import queries
from broadsheet.newsroom.models import Byline, Story
from tests.factories import a_draft, a_topic, an_author, desk_of, ed, rosa
from tests.newsroom.tabs import Tab, text_of
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db


def marked(story: Story, one: int, other: int) -> list[tuple[str, list[str], list[str]]]:
    """Return what is labelled how, and marked on which side, where two revisions are compared."""
    address = f"/-/desk/stories/{story.pk}/revisions/?one={one}&other={other}"
    page = BeautifulSoup(desk_of(ed()).get(address).content, "html.parser")
    found = []
    for row in page.select(".two-texts-row"):
        sides = row.select(".two-texts-side")
        left, right = ([mark.get_text() for mark in each.select("mark")] for each in sides)
        found.append((str(row["aria-label"]), left, right))
    return found


def test_any_two_revisions_are_compared_word_by_word_and_block_by_block() -> None:
    story = a_draft("A ferry", body=[("paragraph", "<p>Nine people sailed at six.</p>")])
    first = story.latest_revision_id
    Tab(ed(), story).write("Nine people sailed at seven.", "It rained.").press()
    Tab(ed(), story).type(title="A late ferry").press()
    story.refresh_from_db()
    assert marked(story, first, story.latest_revision_id) == [
        ("Headline", [], ["late "]),
        ("Paragraph", ["six"], ["seven"]),
        ("Paragraph", [], ["It rained."]),
    ]
    assert marked(story, first, first) == []


def test_what_is_no_text_is_compared_as_well() -> None:
    story = a_draft("A ferry", body=[("paragraph", "<p>Nine <b>people</b>.</p>")])
    first = story.latest_revision_id
    draft: Any = story.get_latest_revision_as_object()
    draft.hero, draft.topics = a_photo(), [a_topic()]
    draft.bylines = [Byline(author=an_author("Leo Sandoval"), role="photographs")]
    draft.body[0].value = RichText("<p>Nine people.</p>")
    last = draft.save_revision().pk
    bylines, picture, topics, paragraph = marked(story, first, last)
    assert bylines == ("Bylines", ["by Mara Ellison"], ["photographs Leo Sandoval"])
    assert (picture[0], picture[1], len(picture[2])) == ("Main picture", [], 1)
    assert topics == ("Topics", [], ["Shipping"])
    assert paragraph == ("Paragraph", [], [])  # the same words, in bold or not


def test_an_old_revision_comes_back_as_a_new_draft_and_what_is_public_stays() -> None:
    story = a_draft("A ferry", body=[("paragraph", "<p>Nine.</p>")])
    old = story.latest_revision_id
    Tab(ed(), story).write("Eleven.").press("publish")
    page = f"/-/desk/stories/{story.pk}/revisions/"
    desk = desk_of(ed())
    onto = BeautifulSoup(desk.get(page).content, "html.parser").find("input", {"name": "onto"})
    assert onto is not None
    count = story.revisions.count()
    assert desk.post(page, {"revision": old, "onto": onto["value"]}).status_code == 302
    assert text_of(story) == "A ferry Nine."
    assert story.revisions.count() == count + 1
    assert "Eleven." in str(queries.published().get().body)
    again = desk.post(page, {"revision": old, "onto": onto["value"]}, follow=True)
    assert "saved again meanwhile" in again.content.decode()
    assert story.revisions.count() == count + 1


def test_who_may_not_edit_a_story_compares_and_restores_nothing_of_it() -> None:
    story, other = a_draft("Secret"), a_draft()
    page = f"/-/desk/stories/{story.pk}/revisions/"
    reporter = desk_of(rosa())
    assert "Secret" not in reporter.get(page, follow=True).content.decode()
    count = story.revisions.count()
    assert reporter.post(page, {"revision": story.latest_revision_id}).status_code == 302
    assert story.revisions.count() == count
    strange = {"one": other.latest_revision_id}
    assert desk_of(ed()).get(page, strange).status_code == 404
