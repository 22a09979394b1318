"""Who reads mail as text gets a text that was written to be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.newsletters.rendering import draw
from broadsheet.newsletters.rendering.plain import _stuffed, _wrapped, words_of
from tests.factories import a_story
from tests.newsletters.composing import a_letter, a_text, carrying

URL = "http://127.0.0.1:8000"


@pytest.mark.django_db
def test_the_text_reads_from_its_top_to_how_to_leave() -> None:
    story = a_story("The harbour opens", standfirst="Ferries run again. " * 6)
    letter = a_letter(
        a_text('From today it opens. See <a href="/topics/">all of it</a>.'),
        ("heading", "The city"),
        carrying(story),
        ("notice", {"title": "Come", "text": "<ol><li>One</li><li>Two</li></ol>"}),
        ("divider", None),
    )
    text = draw(letter).text
    top, signature = text.split("\n-- \n")
    lines = top.split("\n")
    assert lines[:2] == ["The Courier", "The Morning Tide"]
    assert f" From today it opens. See all of it ({URL}/topics/)." in lines
    assert lines[lines.index("The city") + 1] == "========"
    assert lines[lines.index("World: The harbour opens") + 3] == f"{URL}{story.address}"
    assert {"Come", "1. One", "2. Two", "* * *"} < set(lines)
    assert max(len(line) for line in lines) <= 72
    assert signature.index("{preferences}") < signature.index("{leave}")
    assert "\n\n\n" not in text
    assert "<" not in text
    assert "&" not in text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One &amp; two</p><p>Three<br>four</p>", "One & two\n\nThree\nfour"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n   - b\n- c"),
        ('<p><a href="https://x.example/">https://x.example/</a></p>', "https://x.example/"),
        ('<p><a href="mailto:a@x.example">Write</a></p>', "Write (a@x.example)"),
        ("<p>a\n  b</p>", "a b"),
    ],
)
def test_rich_text_keeps_its_shape(html: str, text: str) -> None:
    assert words_of(html) == text


@given(st.text(alphabet=" >Fromab.\u00e9", max_size=400))
def test_no_line_can_be_taken_for_another_mail_or_a_quotation(words: str) -> None:
    for line in _wrapped(words).split("\n"):
        stuffed = _stuffed(line.rstrip())
        assert not stuffed.startswith((">", "From "))
        assert not stuffed.endswith(" ")
        assert len(stuffed) <= 73 or " " not in stuffed.strip()
