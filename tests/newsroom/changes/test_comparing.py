"""The comparison by rules, on the labelled set; and that the document says what it measures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.newsroom.changes.comparing import compare
from broadsheet.newsroom.changes.words import NOTE, TEXT, Passage, Words
from tests.newsroom.changes.pairs import FILES, Pair, pairs

pytestmark = pytest.mark.sqlite

DOCUMENT = Path(__file__).parents[3] / "docs" / "corrections.md"
KINDS = ("headline", "number", "name", "quotation", "date", "denial")


def found_in(pair: Pair) -> set[str]:
    return {str(each.kind) for each in compare(pair.before, pair.after)}


def rates(name: str) -> Counter[str]:
    """Count what is asked of one half of the set, and should have been."""
    counts: Counter[str] = Counter()
    for pair in pairs(name):
        found = found_in(pair)
        counts["altering" if pair.alters else "minor"] += 1
        counts["missed"] += bool(pair.alters) and not found
        counts["false"] += bool(found) and not pair.alters
        for kind in KINDS:
            counts[f"{kind}"] += kind in pair.alters
            counts[f"{kind} missed"] += kind in pair.alters - found
    return counts


def test_the_document_says_what_the_rules_miss_and_what_they_ask_in_vain() -> None:
    text = DOCUMENT.read_text("utf-8")
    for name, title in zip(FILES, ("written first", "written after"), strict=True):
        n = rates(name)
        row = (
            f"| {title} | {n['altering']} | {n['missed']} ({n['missed'] / n['altering']:.0%}) "
            f"| {n['minor']} | {n['false']} ({n['false'] / n['minor']:.0%}) |"
        )
        assert row in text, row
    whole = rates(FILES[0]) + rates(FILES[1])
    row = "| " + " | ".join(f"{whole[f'{kind} missed']} of {whole[kind]}" for kind in KINDS) + " |"
    assert row in text, row


def test_the_set_is_large_and_no_change_stands_in_it_twice() -> None:
    lines = [pair.line for name in FILES for pair in pairs(name)]
    assert len(lines) == len(set(lines)) >= 150
    assert all(pair.before != pair.after for name in FILES for pair in pairs(name))
    assert {kind for name in FILES for pair in pairs(name) for kind in pair.alters} == set(KINDS)


def words(*passages: str, headline: str = "A day", kind: str = TEXT) -> Words:
    return Words(headline, "", "Mara Ellison", tuple(Passage(kind, each) for each in passages))


def test_what_is_found_says_what_stood_there_and_what_stands_there_now() -> None:
    (found,) = compare(words("At least 14 people died."), words("At least 40 people died."))
    assert (found.kind, found.before, found.after) == ("number", "14", "40")
    assert (found.was, found.now) == ("At least 14 people died.", "At least 40 people died.")


def test_paragraphs_that_change_places_alter_nothing() -> None:
    one, two = "Lund was born in 1932.", "“I left,” said Ana Reyes, 34."
    assert compare(words(one, two), words(two, one)) == []
    assert compare(words(f"{one} {two}"), words(f"{two} {one}")) == []


def test_a_byline_that_changes_is_a_name() -> None:
    after = Words("A day", "", "Leo Sandoval", ())
    assert [each.kind for each in compare(words(), after)] == ["name"]


def test_a_note_that_is_put_into_the_text_alters_nothing_and_one_that_goes_does() -> None:
    text, note = Passage(TEXT, "It was quiet."), Passage(NOTE, "There were 4 boats, not 5.")
    without, noted = (Words("A day", "", "", each) for each in ((text,), (text, note)))
    assert compare(without, noted) == []
    assert "number" in {each.kind for each in compare(noted, without)}


def test_a_word_within_a_long_quotation_is_part_of_it() -> None:
    said = "“We left. We {} know. It was late,” she said."
    found = compare(words(said.format("did")), words(said.format("didn’t")))
    assert {each.kind for each in found} == {"quotation"}


PIECES = [*"aAbB 0123456789.,!?“”\"‘’'«»-–—%$€\n", " Lund ", " May 5 ", " not "]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_whatever_the_text_is_nothing_is_found_where_nothing_changed(
    passages: list[str], headline: str
) -> None:
    same = words(*passages, headline=headline)
    assert compare(same, same) == []


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_whatever_the_texts_are_what_is_shown_of_them_stands_there(
    old: list[str], new: list[str]
) -> None:
    for each in compare(words(*old), words(*new)):
        assert any(each.was in passage for passage in old) or not each.was
        assert any(each.now in passage for passage in new) or not each.now
        assert each.before != each.after


def test_three_hundred_changed_sentences_are_compared_without_pairing_each_with_each() -> None:
    old = words(*(f"Boat {n} sailed." for n in range(300)))
    new = words(*(f"Boat {n} sailed late." for n in range(300)))
    assert compare(old, new) == []


def test_what_is_seen_in_one_sentence_is_shown_once() -> None:
    before = words("Ms Reyes, 34, left on Monday.")
    after = words("Ms Ruiz, 43, left on Friday.")
    shown = [(each.kind, each.before, each.after) for each in compare(before, after)]
    assert shown == [
        ("number", "34", "43"),
        ("name", "Reyes", "Ruiz"),
        ("date", "Monday", "Friday"),
    ]
