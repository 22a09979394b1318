from __future__ import annotations

import re
import time

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.lib.html import BODY_TAGS, INLINE_TAGS, clean_body, clean_inline, text_of, tree_of
from tests.lib.xss_payloads import ALL

ATTRIBUTES = {"href", "colspan", "rowspan", "scope"}


def assert_harmless(html: str, tags: set[str]) -> None:
    """By the eyes of a second parser, which shares no code with the cleaner."""
    root = lxml.html.document_fromstring(f"<html><body><div>{html}</div></body></html>")
    elements = list(root.iter())[3:]
    for element in elements:
        assert isinstance(element.tag, str), f"a comment or instruction in {html!r}"
        assert element.tag in tags, html
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES, html
            if name == "href":
                assert re.match(r"(?i)(https?://[^/]|mailto:|/(?![/\\])|#)", value), html
                assert not re.search(r"[\x00-\x20\\]", value), html


def letters(html: str) -> str:
    return re.sub(r"\s", "", text_of(html))


def assert_cleaned(payload: str) -> None:
    for clean, tags in [(clean_body, BODY_TAGS), (clean_inline, INLINE_TAGS)]:
        once = clean(payload)
        assert_harmless(once, tags)
        assert clean(once) == once, "cleaning what is clean changes nothing"
        again = lxml.html.tostring(
            lxml.html.document_fromstring(f"<html><body><div>{once}</div></body></html>"),
            encoding="unicode",
        )
        assert_harmless(clean(again), tags)
        assert letters(clean(again)) == letters(once), "the same words after another program"
    words = text_of(payload)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", words)


def test_there_are_enough_payloads_and_each_is_one():
    assert len(ALL) == len(set(ALL)) >= 120


@pytest.mark.parametrize("payload", ALL)
def test_no_payload_survives(payload):
    assert_cleaned(payload)
    assert_cleaned(f"<p>Before {payload} after</p>")
    assert_cleaned(f"<table><tr><td>{payload}</table>")


@pytest.mark.parametrize("tag", ["script", "style", "svg", "math", "iframe", "template", "title"])
def test_what_is_not_text_for_readers_goes_with_its_content(tag):
    assert clean_body(f"<p>a<{tag}>alert(1)</{tag}>b</p>").replace("\n", "") in {
        "<p>ab</p>",
        "<p>a</p>b<p></p>",
    }
    assert text_of(f"a <{tag}>alert(1)</{tag}>b") == "a b"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Rosa <b>reports</b>, <strong>Ed</strong> <i>edits</i>, <em>Pru</em> publishes.</p>",
        '<p><a href="https://paper.example/a?b=c&amp;d=e#f">x</a></p>',
        '<p><a href="http://paper.example/">x</a> <a href="mailto:news@paper.example">y</a></p>',
        '<p><a href="/2026/11/23/slug/">x</a> <a href="#source-1">y</a></p>',
        "<ul><li>one</li><li>two<ol><li>three</li></ol></li></ul>",
        "<h2>a</h2><h3>b</h3><h4>c</h4>",
        "<blockquote><p>said</p></blockquote>",
        '<table><caption>Votes</caption><thead><tr><th scope="col">a</th></tr></thead>'
        '<tbody><tr><td colspan="2" rowspan="3">1</td></tr></tbody></table>',
        "<p>H<sub>2</sub>O, m<sup>2</sup><br><code>x</code></p><pre>  y\n z</pre>",
        "<p>Fish &amp; chips&nbsp;5 &lt; 6</p>",
        "<p>मुंबई 東京 عمّان 👩‍👩‍👧</p>",
    ],
)
def test_what_a_story_may_hold_is_kept_as_it_is(html):
    assert clean_body(html) == html


def test_words_that_a_tag_kept_apart_stay_apart():
    assert text_of(clean_body("<div>One</div><div>Two</div><h1>Three</h1>Four")) == (
        "One Two Three Four"
    )
    assert clean_inline("<p>One</p><p>Two<br>Three</p>") == "One Two<br>Three"
    assert text_of("<ul><li>One<li>Two</ul>Three") == "One Two Three"
    assert text_of("H<sub>2</sub>O") == "H2O"


def test_visible_text_is_plain_text():
    assert text_of("<p>Fish &amp; chips &lt;b&gt;</p>\n<!-- no -->") == "Fish & chips <b>"
    assert text_of("") == ""


def test_what_neither_a_page_nor_a_feed_may_hold_is_dropped():
    assert clean_body("a\x00\x0b\ud800\ufffe&#1;&#xB;b\tc") == "ab\tc"
    assert text_of("a&#1;&amp;#1;b") == "a&#1;b"


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<p><b>", "<a href=/x>", "<", "<b title='"])
@pytest.mark.parametrize("clean", [clean_body, clean_inline, text_of])
def test_a_document_of_absurd_size_is_cleaned_in_a_breath_and_keeps_its_words(tag, clean):
    started = time.perf_counter()
    result = clean(f"<p>first</p>{tag * 100_000}'>&nbsp;last<script>alert(1)</script>")
    assert time.perf_counter() - started < 3
    assert "first" in result
    assert "<script" not in result
    if clean is not text_of:
        assert clean(result) == result


PIECES = [
    *("<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href=/x>", "</a>", "<div>", "</div>"),
    *("<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<pre>", "</pre>", "\n"),
    *("<svg>", "</svg>", "<math>", "<style>", "</style>", "<title>", "</title>", "<select>"),
    *("<button>", "</button>", "<form>", "<!--", "-->", "<br>", "</br>", "<nobr>", "<template>"),
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "text", "&lt;", "&amp;", "'", '"'),
    *(
        "<h2>",
        "</h3>",
        "<hr>",
        "<caption>",
        "<textarea>",
        "</textarea>",
        "<![CDATA[",
        "]]>",
        "\x00",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_pile_of_tags_survives(html):
    assert_cleaned(html)


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_cleaned(text):
    assert_cleaned(text)


@pytest.mark.parametrize("odd", ["<![>", "<![x", "<![CDATA[a", "<<![>![", "<!", "<![endif]-->"])
def test_html_that_no_parser_likes_becomes_a_tree_all_the_same(odd: str) -> None:
    assert tree_of(f"<p>Before</p>{odd}<p>After</p>").p.get_text() == "Before"
