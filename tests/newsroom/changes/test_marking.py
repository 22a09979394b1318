"""What readers see of a change: both texts in one, marked by words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.newsroom.changes.marking import Marked, marked
from broadsheet.newsroom.changes.words import HEADING, TEXT, Passage, Words

pytestmark = pytest.mark.sqlite


def words(*passages: str, headline: str = "") -> Words:
    return Words(headline, "", "", tuple(Passage(TEXT, each) for each in passages))


def side(found: list[Marked], mark: str) -> list[str]:
    """Return what one of the two texts says, passage by passage."""
    texts = ("".join(r.text for r in each.runs if r.mark in {"=", mark}) for each in found)
    return [text for text in texts if text]


def shown(found: list[Marked]) -> list[str]:
    marks = {"=": "{}", "-": "[-{}-]", "+": "[+{}+]"}
    return ["".join(marks[r.mark].format(r.text) for r in each.runs) for each in found]


def test_a_word_is_marked_where_it_stands() -> None:
    found = marked(words("At least 14 people died."), words("At least 40 people died."))
    assert shown(found) == ["At least [-14-][+40+] people died."]


def test_words_side_by_side_are_marked_together() -> None:
    found = marked(words("He came home late."), words("She went home late."))
    assert shown(found) == ["[-He came-][+She went+] home late."]


def test_a_paragraph_that_came_and_one_that_went_are_marked_whole() -> None:
    found = marked(
        words("One is here.", "Two goes away."), words("Three comes in.", "One is here.")
    )
    assert shown(found) == ["[+Three comes in.+]", "One is here.", "[-Two goes away.-]"]


def test_headings_and_headline_are_what_they_are() -> None:
    before = Words("Storm", "", "", (Passage(HEADING, "The pier"),))
    after = Words("Storms", "", "", (Passage(HEADING, "The pier"),))
    assert [each.role for each in marked(before, after)] == ["headline", "heading"]


TEXTS = st.text(st.sampled_from(list("ab ,.’é\u00a0")), min_size=1, max_size=40)
PASSAGES = st.lists(TEXTS, max_size=5)


@given(PASSAGES, PASSAGES, TEXTS, TEXTS)
def test_each_text_is_there_whole_without_the_words_of_the_other(
    old: list[str], new: list[str], one: str, other: str
) -> None:
    found = marked(words(*old, headline=one), words(*new, headline=other))
    assert side(found, "-") == [one, *old]
    assert side(found, "+") == [other, *new]
