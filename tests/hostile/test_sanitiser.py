"""X1: nothing that others have thought of gets through the one sanitising policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.lib.html import BODY_TAGS, INLINE_TAGS, clean_body, clean_inline, followed, text_of
from tests.hostile.corpus import payloads, redirects
from tests.hostile.inert import WEB, assert_only, rewritten

CLEANERS = [(clean_body, BODY_TAGS), (clean_inline, INLINE_TAGS)]
SURROUNDINGS = [
    "{}",
    "<p>Before {} after</p>",
    "<table><caption>{}</caption><tr><td>{}</table>",
    "<ul><li>{}<li>{}</ul>",
    "<blockquote><a href='https://paper.example/'>{}",
    "<a href='https://paper.example/{}'>x</a>",
    '<th scope="{}" colspan="{}">{}</th>',
    "<!--{}",
    "<title>{}</title><textarea>{}",
    "<svg><style>{}",
    "<math><mtext><table><mglyph><style>{}",
    "<noscript>{}</noscript><select><template>{}",
]


def assert_cleaned(html: str, clean: Callable[[str], str], tags: set[str]) -> None:
    once = clean(html)
    assert_only(once, tags)
    assert clean(once) == once, "cleaning what is clean changes nothing"
    assert clean(rewritten(once)) == once, "nor does another program's writing of it"


def test_the_corpora_are_whole():
    assert len(payloads()) > 2_800
    assert not [each for each in payloads() if "%js_" in each], "each place is filled"


@pytest.mark.parametrize("around", SURROUNDINGS)
@pytest.mark.parametrize(("clean", "tags"), CLEANERS)
def test_no_payload_of_the_corpora_survives(around, clean, tags):
    for payload in payloads():
        assert_cleaned(around.replace("{}", payload), clean, tags)


def test_payloads_that_stand_beside_each_other_do_not_help_each_other():
    for size in (2, 7, 50):
        for at in range(0, len(payloads()), size):
            assert_cleaned("".join(payloads()[at : at + size]), *CLEANERS[0])


def test_an_address_that_is_followed_is_one_of_the_web_or_of_the_paper():
    for payload in (*payloads(), *redirects()):
        found = followed(payload)
        assert not found or WEB.match(found) or found[0] in "/#", payload
        assert not found.startswith(("//", "/\\")), "an address of the paper stays in the paper"
        assert followed(found) == found, payload


def test_the_words_of_a_page_hold_no_tag_that_a_browser_would_read():
    for payload in payloads():
        words = text_of(payload)
        assert "\n" not in words
        assert text_of(clean_body(payload)) == text_of(text_of_as_html(words)), payload


def text_of_as_html(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


TAGS = (
    *("p", "b", "a", "i", "em", "table", "caption", "tbody", "tr", "td", "th", "ul", "ol", "li"),
    *("svg", "math", "mtext", "mi", "mglyph", "annotation-xml", "foreignObject", "desc", "title"),
    *("style", "script", "noscript", "template", "select", "option", "textarea", "xmp", "iframe"),
    *(
        "form",
        "button",
        "input",
        "nobr",
        "div",
        "pre",
        "h2",
        "frameset",
        "plaintext",
        "html",
        "body",
    ),
)
VALUES = st.text(max_size=5) | st.sampled_from(
    (
        *("", "x", "'", '"', ">", "-->", "]]>", "javascript:alert(1)", "https://paper.example/"),
        *("/x", "</style>", "</title>", "<script>", "&quot;>", "\x00", "text/html"),
    )
)
ATTRIBUTES = st.builds(
    lambda name, quote, value: f" {name}={quote}{value}{quote}",
    st.sampled_from(["href", "title", "onclick", "style", "encoding", "id", "src", "is", "slot"]),
    st.sampled_from(["", "'", '"', "`"]),
    VALUES,
)
SOUP = st.lists(
    st.builds(
        lambda open_, tag, attributes, close: f"{open_}{tag}{''.join(attributes)}{close}",
        st.sampled_from(["<", "</", "<", "< ", "<!", "<?"]),
        st.sampled_from(TAGS),
        st.lists(ATTRIBUTES, max_size=2),
        st.sampled_from([">", ">", ">", "/>", "", " >", "\n>"]),
    )
    | st.sampled_from(["<!--", "-->", "--!>", "<![CDATA[", "]]>", "&lt;", "&amp;lt;", "text", "\n"])
    | VALUES
    | st.sampled_from(payloads()),
    max_size=12,
).map("".join)


@given(SOUP)
@example("<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>")
@settings(max_examples=600, deadline=None)
def test_no_soup_of_tags_survives(html):
    for clean, tags in CLEANERS:
        assert_cleaned(html, clean, tags)
