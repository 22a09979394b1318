"""Two texts are compared word by word, and neither loses one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.lib.words import Piece, compared, words_of

texts = st.text(st.sampled_from("ab é’.,-1\n 語"), max_size=40)


@given(texts, texts)
def test_the_pieces_of_each_text_are_that_text_and_what_isnt_marked_is_in_both(
    one: str, other: str
) -> None:
    left, right = compared(one, other)
    assert "".join(piece.text for piece in left) == one
    assert "".join(piece.text for piece in right) == other
    shared = ["".join(piece.text for piece in side if not piece.own) for side in (left, right)]
    assert "".join(shared[0].split()) == "".join(shared[1].split())


@given(texts)
def test_a_text_beside_itself_has_no_mark(text: str) -> None:
    assert not any(piece.own for side in compared(text, text) for piece in side)


def test_words_are_marked_whole_and_runs_of_them_with_their_spaces() -> None:
    left, right = compared("The ferry sailed at 1,200 knots.", "The co-op boat sailed at 12 knots.")
    assert [piece.text for piece in left if piece.own] == ["ferry", "1,200"]
    assert [piece.text for piece in right if piece.own] == ["co-op boat", "12"]
    assert left[0] == Piece("The ", own=False)


@given(st.text())
def test_nothing_is_lost_on_the_way_to_words(text: str) -> None:
    assert "".join(words_of(text)) == text
