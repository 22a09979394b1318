"""What a reader who searches finds, and what never shows."""

from __future__ import annotations

import re

import pytest

from broadsheet.newsroom import actions
from tests.factories import a_draft, a_section, a_story, an_author, max_reads

pytestmark = pytest.mark.django_db


def results_of(query: str) -> str:
    response = max_reads().get(f"/-/search?{query}")
    assert response.status_code == 200
    return (
        response.content.decode().split('<main id="main">')[1].split('<section class="latest"')[0]
    )


def test_a_reader_finds_a_story_by_a_word_of_its_text_and_sees_it_marked() -> None:
    a_story("Tides", body=[("paragraph", "<p>The lighthouse went dark at nine.</p>")])
    a_story("Other")
    page = results_of("q=lighthouse")
    assert "<mark>lighthouse</mark>" in page
    assert "Other" not in page


def test_what_is_shown_of_a_text_are_whole_words_without_marks_of_notes() -> None:
    before, after = "pilots " * 40, "anchors " * 40
    a_story(body=[("paragraph", f"<p>{before}saw the lighthouse[^1]. {after}</p>")])
    page = max_reads().get("/-/search?q=lighthouse").content.decode()
    shown = page.split('<p class="standfirst">')[1].split("</p>")[0]
    words = re.findall(r"\w+", shown.replace("mark>", " "))
    assert {*words} == {"pilots", "saw", "the", "lighthouse", "anchors"}
    assert shown.startswith("… pilots")
    assert shown.endswith("anchors …")


def test_the_headline_weighs_more_than_the_text() -> None:
    a_story("Storms", body=[("paragraph", "<p>Ferry ferry nothing else about boats.</p>")])
    a_story("Ferry runs again")
    page = results_of("q=ferry")
    assert page.index("Ferry runs again") < page.index("Storms")


def test_section_and_author_narrow_a_search() -> None:
    from broadsheet.newsroom.models import Byline

    a_story("Ferry one", section=a_section("World"))
    ravi = an_author("Ravi Castellan")
    a_story("Ferry two", section=a_section("Business"), bylines=[Byline(author=ravi)])
    assert "Ferry one" not in results_of("q=ferry&section=business")
    assert "Ferry two" in results_of("q=ferry&author=Ravi")


def test_drafts_and_withdrawn_stories_are_never_found() -> None:
    a_draft("Canary draft")
    actions.withdraw(story=a_story("Canary withdrawn"))
    assert "Canary" not in results_of("q=canary")


@pytest.mark.parametrize("words", ["%00", '"', "*", "NEAR(", "a" * 300, "%F0%9F%90%A6", "'; --"])
def test_no_question_breaks_the_page(words: str) -> None:
    a_story()
    results_of(f"q={words}")


def test_what_was_asked_is_shown_as_text_and_never_runs() -> None:
    assert "<script>" not in results_of("q=%3Cscript%3Ealert(1)%3C/script%3E")
