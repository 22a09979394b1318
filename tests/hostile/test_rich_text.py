"""X1: rich text is harmless where it is read, whatever it was when it was stored."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.template import Context, Template
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from broadsheet.lib.html import BODY_TAGS
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.rich_text import RichTextArea
from tests.factories import a_section, a_story, an_author, desk_of, ed, max_reads, rosa
from tests.hostile.corpus import payloads, storable
from tests.hostile.inert import assert_only, dangers

pytestmark = pytest.mark.django_db

FEATURES = ["h2", "h3", "bold", "italic", "link", "ul", "ol"]
PRINTED = Template("{% load broadsheet %}{{ text|rich }}")
KEYS = ["abc", "9" * 30, "-1", "1.5", "1' onclick='alert(1)", "٣", "", "1 OR 1=1"]
"""What names no page: Wagtail would ask the database for each."""


@pytest.mark.parametrize("kind", [RichText, str])
def test_whatever_was_stored_is_clean_when_it_is_printed(kind: type) -> None:
    for payload in payloads():
        html = PRINTED.render(Context({"text": kind(payload)}))
        assert_only(html, BODY_TAGS)


def contentstate(text: str, *links: dict[str, Any], **block: Any) -> str:
    """Return a text as the editor's own script sends it, every link on its first character."""
    ranges = [{"offset": 0, "length": 1, "key": at} for at in range(len(links))]
    paragraph = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
    paragraph |= {"inlineStyleRanges": [], "entityRanges": ranges, **block}
    entities = {
        str(at): {"type": "LINK", "mutability": "MUTABLE", "data": data}
        for at, data in enumerate(links)
    }
    return json.dumps({"blocks": [paragraph], "entityMap": entities})


def kept(sent: str) -> str | None:
    """What the editor's field keeps of what it is sent."""
    area = RichTextArea(features=FEATURES)
    return area.value_from_datadict({"text": sent}, {}, "text")


def test_no_payload_becomes_markup_on_its_way_through_the_editors_field() -> None:
    for payload in storable():
        style = {"offset": 0, "length": 1, "style": payload}
        for sent in (
            contentstate(payload, {"url": payload}, {"id": payload}, key=payload),
            contentstate(payload, type=payload, inlineStyleRanges=[style]),
        ):
            html = PRINTED.render(Context({"text": RichText(kept(sent) or "")}))
            assert_only(html, BODY_TAGS)


@pytest.mark.parametrize(
    "sent",
    [
        "<script>alert(1)</script>",
        "<p>HTML where the editor's script sends none</p>",
        "[]",
        "1",
        '"text"',
        '{"blocks": 1}',
        '{"blocks": [1]}',
        '{"blocks": [{}]}',
        '{"blocks": [{"key": 1, "text": null, "type": [], "depth": "x"}]}',
        contentstate("x", entityRanges=[{"offset": 0, "length": 1, "key": 99}]),
        contentstate("x", entityRanges=[{"offset": -5, "length": 10**9, "key": "x"}]),
        contentstate("x", inlineStyleRanges="x"),
        contentstate("x", depth=10**6, type="unordered-list-item"),
        contentstate("x", {"url": None}),
        contentstate("x", {"url": {}}),
        "[" * 50_000,
    ],
)
def test_the_editors_field_keeps_nothing_of_what_its_script_did_not_send(sent: str) -> None:
    html = kept(sent)
    assert html is None or "<script" not in html
    assert html is None or list(dangers(f"<p>{html}</p>")) == []


@pytest.mark.parametrize("key", KEYS)
def test_a_link_to_a_page_that_cannot_be_breaks_no_page(key: str) -> None:
    """Found by this test: the story, every search that found it and the feed answered 500."""
    html = f'<p><a linktype="page" id="{key.replace(chr(34), "")}">the harbour</a></p>'
    story = a_story(body=[("paragraph", html)], standfirst="Nothing moved.")
    assert max_reads().get(story.address).status_code == 200
    for path in ("/", "/feed.rss", "/feed.atom", "/feed.json", "/-/search?q=harbour"):
        answer = max_reads().get(path)
        assert answer.status_code == 200, path
        assert story.title in answer.content.decode(), path
    assert desk_of(ed()).get(f"/-/desk/pages/{story.pk}/edit/").status_code == 200
    story.body[0] = ("paragraph", RichText(kept(contentstate("x", {"id": key})) or ""))
    assert "linktype" not in story.body[0].value.source


def _form(*, text: str) -> dict[str, Any]:
    author = an_author()
    byline = {"author": author.pk, "name": "", "role": "by"}
    return nested_form_data(
        {
            "title": "The harbour",
            "slug": "harbour",
            "kind": "report",
            "hero": "",
            "bylines": inline_formset([byline]),
            "body": streamfield([("paragraph", text)]),
            "comments": inline_formset([]),
        }
    )


def test_of_html_that_a_reporter_posts_by_hand_nothing_is_kept() -> None:
    section, desk = a_section(), desk_of(rosa())
    add = f"/-/desk/pages/add/broadsheet_newsroom/story/{section.pk}/"
    assert desk.post(add, _form(text="<script>alert(1)</script>")).status_code == 302
    assert "alert" not in json.dumps(list(Story.objects.get().body.raw_data))
    Story.objects.get().delete()
    written = contentstate("<script>alert(1)</script> Words")
    assert desk.post(add, _form(text=written)).status_code == 302
    story = actions.publish(story=Story.objects.get())
    html = max_reads().get(story.address).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Words" in html
