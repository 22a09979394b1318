"""A text in each of Ghost's forms: all of its words, in order, as plain HTML."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.lib.html import text_of
from broadsheet.wire.moving.ghost.texts import lexical, mobiledoc
from broadsheet.wire.moving.ghost.texts.choice import body_of
from broadsheet.wire.moving.ghost.texts.fragments import Unreadable

pytestmark = pytest.mark.sqlite


def a_text(words: str, format: int = 0) -> dict[str, Any]:  # noqa: A002  Lexical's own word
    return {"type": "extended-text", "text": words, "format": format}


def a_tree(*children: dict[str, Any]) -> str:
    return json.dumps({"root": {"type": "root", "children": list(children)}})


def node(kind: str, *children: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"type": kind, "children": list(children), **fields}


def a_document(*sections: Any, cards: Any = (), atoms: Any = (), markups: Any = ()) -> str:
    return json.dumps(
        {
            "version": "0.3.1",
            "sections": list(sections),
            "cards": list(cards),
            "atoms": list(atoms),
            "markups": list(markups),
        }
    )


def test_lexical_is_read_with_its_marks_links_lists_and_headings() -> None:
    tree = a_tree(
        node("extended-heading", a_text("The quay"), tag="h3"),
        node(
            "paragraph",
            a_text("Nine "),
            a_text("people", 3),
            node("linebreak"),
            node("link", a_text("sailed"), url="https://a.example/?a=1&b=2"),
            a_text(" at 5 < 6.", 16),
        ),
        node("list", node("listitem", a_text("One")), listType="number"),
        node("extended-quote", a_text("Well.")),
    )
    assert lexical.html_of(tree) == (
        "<h3>The quay</h3><p>Nine <i><b>people</b></i><br>"
        '<a href="https://a.example/?a=1&amp;b=2">sailed</a><code> at 5 &lt; 6.</code></p>'
        "<ol><li>One</li></ol><blockquote>Well.</blockquote>"
    )


def test_mobiledoc_is_read_with_its_marks_lists_atoms_and_cards() -> None:
    document = a_document(
        [1, "h2", [[0, [], 0, "The quay"]]],
        [
            *(1, "p"),
            [
                *([0, [0], 0, "Nine "], [0, [1], 1, "people"], [0, [], 1, " sailed"]),
                *([1, [], 0, 0], [0, [2], 1, "x < y"]),
            ],
        ],
        [3, "ol", [[[0, [], 0, "One"]], [[0, [], 0, "Two"]]]],
        [10, 0],
        markups=[["strong"], ["a", ["href", "https://a.example/"]], ["u"]],
        atoms=[["soft-return", "", {}]],
        cards=[["card-markdown", {"markdown": "Some *old* words"}]],
    )
    assert mobiledoc.html_of(document) == (
        '<h2>The quay</h2><p><strong>Nine <a href="https://a.example/">people</a> sailed</strong>'
        "<br>x &lt; y</p><ol><li>One</li><li>Two</li></ol><p>Some <em>old</em> words</p>\n"
    )


CARDS: list[tuple[str, dict[str, Any], str]] = [
    ("image", {"src": "/a.jpg", "alt": "Boats", "caption": "At <i>six</i>"}, "At six"),
    ("gallery", {"images": [{"src": "/a.jpg"}, {"src": "/b.jpg"}], "caption": "Two"}, "Two"),
    ("html", {"html": "<div><b>Open"}, "Open"),
    ("markdown", {"markdown": "# A\n\n| b | c |\n|---|---|\n| d | e |"}, "A b c d e"),
    ("embed", {"url": "https://v.example/1", "html": "<iframe src='https://v.example/e/1'>"}, ""),
    ("embed", {"url": "https://v.example/1", "metadata": {"title": "A film"}}, "A film"),
    (
        "bookmark",
        {"url": "https://b.example/", "metadata": {"title": "B", "description": "C", "icon": "/i"}},
        "B C",
    ),
    ("button", {"buttonText": "Press", "buttonUrl": "https://b.example/"}, "Press"),
    ("callout", {"calloutEmoji": "!", "calloutText": "<p>Mind</p>"}, "! Mind"),
    ("toggle", {"heading": "Why?", "content": "<p>So.</p>"}, "Why? So."),
    ("codeblock", {"code": "if a < b:\n    c", "caption": "Code"}, "if a < b: c Code"),
    ("audio", {"src": "/a.mp3", "title": "Waves"}, "Waves"),
    ("video", {"src": "/a.mp4", "caption": "A launch"}, "A launch"),
    (
        "file",
        {"src": "/content/files/a.pdf", "fileTitle": "Plan", "fileCaption": "3 pp"},
        "Plan 3 pp",
    ),
    ("product", {"productTitle": "Boat", "productDescription": "<p>Red</p>"}, "Boat Red"),
    ("header", {"header": "Hi", "subheader": "there"}, "Hi there"),
    ("call-to-action", {"textValue": "<p>Join</p>", "buttonText": "Now"}, "Join Now"),
    ("horizontalrule", {}, ""),
    ("email", {"html": "<p>For subscribers</p>"}, ""),
    ("of a plugin", {"heading": "Words", "caption": "too", "theme": "dark"}, "Words too"),
]


@pytest.mark.parametrize(("name", "payload", "words"), CARDS)
def test_every_card_says_what_it_shows(name: str, payload: dict[str, Any], words: str) -> None:
    after = node("paragraph", a_text("After."))
    from_lexical = lexical.html_of(a_tree({**payload, "type": name}, after))
    last = [1, "p", [[0, [], 0, "After."]]]
    from_mobiledoc = mobiledoc.html_of(a_document([10, 0], last, cards=[[name, payload]]))
    assert from_lexical == from_mobiledoc
    assert text_of(from_lexical).split() == [*words.split(), "After."]
    for address in re.findall(r"'(/\w+\.\w+|https://\w\.example/)'", str(payload)):
        assert f'"{address}"' in from_lexical


def test_html_is_read_before_the_other_forms_and_a_broken_one_leads_to_the_next() -> None:
    fields = {"html": "<p>Shown</p>", "lexical": a_tree(a_text("Kept")), "plaintext": "Plain"}
    assert body_of(fields) == "<p>Shown</p>"
    assert body_of({**fields, "html": " "}) == "Kept"
    assert body_of({"html": "", "lexical": "[]", "mobiledoc": "{}", "plaintext": "A & b\n\nC"}) == (
        "<p>A &amp; b</p><p>C</p>"
    )
    assert "Old" in body_of({"html": None, "markdown": "**Old**"})
    assert body_of({}) == ""
    with pytest.raises(Unreadable):
        body_of({"lexical": "[]", "mobiledoc": "null"})


def test_what_ghost_adds_to_a_card_goes_and_what_its_writer_said_stays() -> None:
    html = (
        '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" '
        'href="https://b.example/"><div class="kg-bookmark-content"><div class="kg-bookmark-title">'
        'A title</div><div class="kg-bookmark-description">Of it</div><div '
        'class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://b.example/i.png">'
        '<span class="kg-bookmark-author">B</span></div></div><div class="kg-bookmark-thumbnail">'
        '<img src="https://b.example/t.png"></div></a><figcaption>Read it</figcaption></figure>'
        '<div class="kg-card kg-toggle-card"><div class="kg-toggle-heading"><h4 '
        'class="kg-toggle-heading-text">Why?</h4><button class="kg-toggle-card-icon"><svg></svg>'
        '</button></div><div class="kg-toggle-content"><p>So.</p></div></div>'
        '<div class="kg-card kg-audio-card"><div class="kg-audio-player-container"><audio '
        'src="https://a.example/a.mp3"></audio><div class="kg-audio-title">Waves</div><div '
        'class="kg-audio-player"><span>0:00</span><button>1×</button></div></div></div>'
        '<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">!</div>'
        '<div class="kg-callout-text">Mind the <b>gap</b></div></div>'
    )
    shown = body_of({"html": html})
    assert text_of(shown) == "A title Of it B Read it Why? So. Waves ! Mind the gap"
    assert '<a href="https://b.example/">A title</a>' in shown
    assert "<img" not in shown
    assert '<audio src="https://a.example/a.mp3">' in shown


SHORT = st.text(st.sampled_from("abc<>&\"' é—"), max_size=8)
LEAVES = st.builds(a_text, SHORT, st.integers(-5, 300))
KINDS = ("paragraph", "link", "list", "listitem", "heading", "quote", "aside", "unheard of")
TREES = st.recursive(
    LEAVES, lambda inner: st.builds(node, st.sampled_from(KINDS), inner, inner), max_leaves=12
)


def said_by(tree: Any) -> str:
    below = "".join(map(said_by, tree.get("children", [])))
    return f"{tree.get('text', '')}{below}"


@settings(max_examples=60)
@given(TREES)
def test_no_word_of_a_tree_is_lost(tree: Any) -> None:
    html = lexical.html_of(a_tree(tree))
    assert _bare(text_of(html)) == _bare(said_by(tree))


def _bare(text: str) -> str:
    return "".join(text.split())


def test_words_that_lie_deeper_than_anybody_nests_are_kept() -> None:
    tree = a_text("Deep")
    for _level in range(300):
        tree = node("quote", tree)
    html = lexical.html_of(a_tree(tree))
    assert text_of(html) == "Deep"
    assert html.count("<blockquote>") <= lexical.DEEPEST


MARKERS = st.lists(
    st.tuples(
        st.integers(-1, 2), st.lists(st.integers(-1, 3), max_size=3), st.integers(-1, 4), SHORT
    ).map(list),
    max_size=4,
)


@settings(max_examples=60)
@given(MARKERS)
def test_no_word_of_a_document_is_lost_however_its_marks_nest(markers: list[Any]) -> None:
    markups = [["strong"], ["a", ["href", "https://a.example/"]], ["u"], [7]]
    html = mobiledoc.html_of(a_document([1, "p", markers], markups=markups))
    said = "".join(each[3] for each in markers if each[0] != 1)
    assert _bare(text_of(html)) == _bare(said)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["root", "children", "type", "text", "sections", "cards", "atoms"]),
            inner,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=60)
@given(JSON)
def test_whatever_a_form_holds_it_is_read_or_refused(value: Any) -> None:
    for form in (lexical, mobiledoc):
        for text in (json.dumps(value), json.dumps({"root": value, "sections": value})):
            with suppress(Unreadable):
                assert isinstance(form.html_of(text), str)


def test_what_is_made_to_take_long_is_read_all_the_same() -> None:
    # Each took half a minute or more before it had a limit of its own.
    nested = f"{'<div class=kg-toggle-card>' * 9_000}Words"
    for fields in ({"html": nested}, {"markdown": f"{'![' * 1_000_000} Words"}):
        assert isinstance(body_of(fields), str)
    assert "Words" in body_of({"markdown": f"{'![' * 1_000_000} Words"})


@pytest.mark.parametrize("form", [lexical, mobiledoc])
def test_depth_and_repetition_are_refused_and_not_followed(form: Any) -> None:
    for text in ("[" * 100_000, '{"root":' * 100_000, ""):
        with pytest.raises(Unreadable):
            form.html_of(text)
    card = ["html", {"html": "x" * 10_000}]
    with pytest.raises(Unreadable, match="2,000,000 characters"):
        mobiledoc.html_of(a_document(*[[10, 0]] * 10_000, cards=[card]))
