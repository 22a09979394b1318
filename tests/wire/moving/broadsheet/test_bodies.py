"""A body leaves and comes in sign by sign; what no editor of ours writes is made harmless."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail import blocks

from broadsheet.lib.html import BODY_TAGS, followed, tree_of
from broadsheet.wire.moving.broadsheet.blocks import BODY, laid_out
from broadsheet.wire.moving.broadsheet.restoring import parsed, restored
from broadsheet.wire.moving.broadsheet.rich import kept
from broadsheet.wire.outgoing.exports.plain import as_json
from broadsheet.wire.outgoing.exports.records import Block, Change
from tests.lib.xss_payloads import ALL

SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
WORDS = st.text(SIGNS, max_size=12)
WEB = st.sampled_from(["https://a.example/q?a=1&b=2", "http://a.example/ä"])
OPENINGS = ["b", "i", 'a href="https://a.example/?a=1&amp;b=2"', 'a linktype="page" id="7"']
MAY_SAY = {"href", "linktype", "id", "data-block-key", "colspan", "rowspan", "scope"}


@st.composite
def rich(draw: Any) -> str:
    """Rich text as the editor stores it."""
    words = draw(st.lists(st.tuples(WORDS, st.sampled_from(OPENINGS)), max_size=3))
    inner = "".join(f"{escape(text)}<{tag}>x</{tag.split()[0]}><br/>" for text, tag in words)
    return f'<p data-block-key="a1b2c">{inner.replace(chr(13), "")}</p>'


def value_of(block: Any) -> st.SearchStrategy[Any]:
    """Values of a block as they are stored."""
    if isinstance(block, blocks.StructBlock):
        return st.fixed_dictionaries({k: value_of(b) for k, b in block.child_blocks.items()})
    if isinstance(block, blocks.ListBlock):
        item = {"type": st.just("item"), "value": value_of(block.child_block)}
        return st.lists(st.fixed_dictionaries({**item, "id": st.uuids().map(str)}), max_size=2)
    if isinstance(block, blocks.ChooserBlock):
        return st.none() | st.just(7)
    if isinstance(block, blocks.ChoiceBlock):
        return st.sampled_from([value for value, _label in block.field.choices if value])
    kinds: list[tuple[type, st.SearchStrategy[Any]]] = [
        (blocks.StaticBlock, st.none()),
        (blocks.RichTextBlock, rich()),
        (blocks.BooleanBlock, st.booleans()),
        (blocks.FloatBlock, st.floats(-90, 90) | st.integers(-90, 90)),
        (blocks.DateBlock, st.dates().map(str)),
        (blocks.URLBlock, WEB),
    ]
    return next((values for kind, values in kinds if isinstance(block, kind)), WORDS)


EVERY = st.fixed_dictionaries({name: value_of(block) for name, block in BODY.child_blocks.items()})


def as_they_are(_kind: str, key: int) -> int:
    return key


@given(EVERY)
def test_a_body_of_every_block_is_the_same_when_it_has_left_and_come_in(values: Any) -> None:
    left = [json.loads(as_json(Block(name, value))) for name, value in values.items()]
    body = laid_out([restored(Block, each) for each in left], as_they_are)
    assert body.why == []
    assert [{"type": each["type"], "value": each["value"]} for each in body.blocks] == left


@given(st.sampled_from(ALL) | st.text(st.sampled_from("<>/=\"' aibphref:x&;")), st.booleans())
@example('<a linktype="page" id="7" href="javascript:alert(1)">x</a>', True)
@example('<b onclick="x">y</b>', True)
def test_whatever_comes_in_is_what_a_story_may_hold(html: str, is_amid: bool) -> None:
    found = kept(f"<p>so {html}</p>" if is_amid else html, as_they_are)
    for tag in tree_of(found).find_all(True):
        assert tag.name in BODY_TAGS
        assert set(tag.attrs) <= MAY_SAY
        assert followed(tag.get("href", "#"))


def test_links_lead_to_what_they_led_to_and_to_nothing_that_is_not_here() -> None:
    links = '<p><a linktype="page" id="3">a</a> <a id="4" linktype="document">b</a></p>'
    assert kept(links, lambda kind, _key: 12 if kind == "page" else None) == (
        '<p><a linktype="page" id="12">a</a> <a>b</a></p>'
    )


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("poll", {"question": "Who?"}),
        ("heading", "No parts"),
        ("heading", {"text": "x", "level": "1"}),
        ("heading", {"text": ["x"], "level": "2"}),
        ("picture", {"photo": "7", "caption": "", "alt": ""}),
        ("picture", {"photo": True}),
        ("embed", {"url": "javascript:alert(1)"}),
        ("chart", {"title": "t", "points": [{"label": "a", "value": "1e999"}]}),
        ("correction", {"kind": "update", "date": "today", "text": ""}),
        ("list", {"ordered": 1, "items": []}),
        ("table", {"columns": {}, "rows": []}),
        ("divider", {"a": [[[1]]]}),
    ],
)
def test_a_block_that_is_none_of_ours_is_kept_apart_as_it_came(type_: str, value: Any) -> None:
    body = laid_out([Block(type_, value), Block("paragraph", "<p>It.</p>")], as_they_are)
    if type_ == "divider":  # it holds nothing, whatever it says
        assert body.blocks[0]["value"] is None
        return
    assert body.strange == [{"type": type_, "value": value}]
    assert [each["value"] for each in body.blocks] == ["<p>It.</p>"]
    assert len(body.why) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        '{"kind": NaN}',
        '{"kind": "\\ud800"}',
        '{"kind": "a\\u0000"}',
        '{"kind": 1, "text": "", "wrong": ""}',
        "9" * 5000,
        "[]",
    ],
)
def test_a_record_that_can_not_be_one_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        restored(Change, parsed(text))
