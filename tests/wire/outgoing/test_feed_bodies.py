"""A story as somebody reads it in a feed reader: all of it, whole, and harmless."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from lxml import html

from broadsheet.lib.html import BODY_TAGS
from broadsheet.newsroom.blocks import BodyBlock
from broadsheet.photos.models import Attachment
from broadsheet.wire.outgoing.feeds.blocks import BLOCKS
from broadsheet.wire.outgoing.feeds.references import References
from broadsheet.wire.outgoing.feeds.writer import Writer
from broadsheet.wire.outgoing.xml import legal
from tests.factories import a_story, desk_of, max_reads, pru
from tests.lib.xss_payloads import ALL
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

ROOT = "http://127.0.0.1:8000"
SAFE = {*BODY_TAGS, "div"}


def an_attachment() -> Attachment:
    file = ContentFile(b"%PDF-1.4", name="report.pdf")
    return Attachment.objects.create(title="Report", file=file)


def body_of(**fields: Any) -> Any:
    a_story(**fields)
    item = json.loads(max_reads().get("/feed.json").content)["items"][0]
    return html.fromstring(f"<div>{item['content_html']}</div>")


def every_block() -> list[tuple[str, Any]]:
    photo, file, other = a_photo(), an_attachment(), a_story("Other tides")
    points = [{"label": "North", "value": 4.0}]
    return [
        ("paragraph", "<p>word-paragraph[^1]</p>"),
        ("heading", {"text": "word-heading", "level": "3"}),
        ("picture", {"photo": photo, "caption": "word-picture", "alt": "word-alt"}),
        ("gallery", {"title": "word-gallery", "pictures": [{"photo": photo, "caption": ""}]}),
        ("also_read", {"story": other, "text": "word-also"}),
        ("pull_quote", {"quote": "word-pull", "attribution": "Ann"}),
        ("block_quote", {"quote": "word-quote", "attribution": "", "url": "https://a.example/q"}),
        ("list", {"ordered": True, "items": ["word-list"]}),
        ("table", {"caption": "word-table", "columns": ["a"], "rows": [["word-cell"]]}),
        ("fact_box", {"title": "word-box", "text": "<p>word-fact</p>"}),
        ("key_points", {"title": "", "points": ["word-point"]}),
        ("timeline", {"title": "", "events": [{"when": "word-when", "title": "", "text": "x"}]}),
        ("question_answer", {"question": "word-question", "answer": "<p>word-answer</p>"}),
        ("embed", {"url": "https://a.example/v", "title": "word-embed", "caption": ""}),
        ("audio", {"file": file, "title": "word-audio", "transcript": "word-said"}),
        ("video", {"file": file, "poster": photo, "captions": None, "caption": "word-film"}),
        ("document", {"file": file, "title": "word-document", "description": ""}),
        (
            "map",
            {"place": "word-map", "latitude": 1.5, "longitude": 2, "picture": None, "caption": ""},
        ),
        (
            "chart",
            {"title": "word-chart", "kind": "bar", "unit": "t", "source": "", "points": points},
        ),
        ("correction", {"kind": "update", "date": date(2026, 11, 20), "text": "word-correction"}),
        ("sources", {"items": [{"text": "word-source", "url": "https://a.example/s"}]}),
        ("divider", None),
    ]


def test_every_block_that_a_story_can_hold_is_in_the_feed() -> None:
    blocks = every_block()
    assert {name for name, _value in blocks} == set(BodyBlock().child_blocks) == set(BLOCKS)
    body = body_of(body=blocks)
    text = html.tostring(body, encoding="unicode")
    words = {word for _name, value in blocks for word in _words(value)}
    assert len(words) > 25
    assert [word for word in words if word not in text] == []
    assert len(body.findall(".//hr")) == 1
    assert body.xpath("string(.//sup)") == "1"


def _words(value: Any) -> set[str]:
    text = json.dumps(value, default=lambda _model: "")
    return {part.split('"')[0].split("<")[0].split("[")[0] for part in _after(text)}


def _after(text: str) -> list[str]:
    return [f"word-{rest}" for rest in text.split("word-")[1:]]


def test_every_address_in_a_feed_is_whole_and_answers() -> None:
    linked = a_story("Linked")
    links = (
        f'<p><a linktype="page" id="{linked.pk}">a</a> <a href="/world/">b</a>'
        f' <a linktype="document" id="{an_attachment().pk}">c</a> <a href="#x">d</a></p>'
    )
    body = body_of(hero=a_photo(), body=[("paragraph", links), *every_block()])
    addresses = [*body.xpath(".//a/@href"), *body.xpath(".//img/@src")]
    assert len(addresses) > 9
    assert f"{ROOT}{linked.address}" in addresses
    for address in addresses:
        assert urlsplit(address).scheme in {"http", "https"}
        if address.startswith(ROOT):
            path = urlsplit(address).path
            assert desk_of(pru()).get(path).status_code == 200, path


def test_the_main_picture_comes_first_with_its_words() -> None:
    body = body_of(hero=a_photo(description="Boats"), hero_caption="The quay <at dawn>")
    figure = body[0]
    assert figure.tag == "figure"
    assert figure.find("img").get("alt") == "Boats"
    assert figure.findtext("figcaption") == "The quay <at dawn> Leo Sandoval"


def test_a_story_that_was_paid_for_says_so_before_all_else() -> None:
    body = body_of(kind="sponsored", hero=a_photo())
    assert body[0].text_content() == "Sponsored"


@pytest.mark.parametrize("payload", ALL)
def test_nothing_that_came_with_a_text_runs_in_a_feed_reader(payload: str) -> None:
    writer = Writer(url=f"{ROOT}/", references=References())
    blocks = [
        ("paragraph", payload),
        ("heading", {"text": payload, "level": "2"}),
        ("pull_quote", {"quote": payload, "attribution": payload, "url": payload}),
        ("list", {"items": [payload]}),
        ("table", {"caption": payload, "columns": [payload], "rows": [[payload]]}),
        ("sources", {"items": [{"text": payload, "url": "javascript:alert(1)"}]}),
    ]
    written = legal("".join(BLOCKS[name](writer, value) for name, value in blocks))
    for element in html.fromstring(f"<div>{written}</div>").iter():
        assert element.tag in SAFE
        assert set(element.keys()) <= {"href", "colspan", "rowspan", "scope"}
        assert element.get("href", "http:").lower().startswith(("http:", "https:", "mailto:"))
