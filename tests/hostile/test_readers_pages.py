"""X2: whatever somebody filled in, wherever, readers and their programs get words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import lxml.etree
import lxml.html
import pytest

from broadsheet.lib.html import BODY_TAGS
from broadsheet.newsroom.models import Author, Section, Story
from broadsheet.topics.models import Topic
from broadsheet.wire.outgoing.xml import legal
from tests.factories import max_reads
from tests.hostile.corpus import storable
from tests.hostile.inert import assert_only, dangers

pytestmark = pytest.mark.django_db

Cruel = list[str]
IN_FEEDS = BODY_TAGS | {"figure", "figcaption", "img", "hr"}


@cache
def get(path: str) -> Any:
    return max_reads().get(path)


@pytest.fixture(autouse=True, scope="module")
def _answers_of_this_paper(cruel: Cruel) -> Iterator[None]:
    get.cache_clear()
    yield
    get.cache_clear()


def pages(cruel: Cruel) -> Iterator[tuple[str, str]]:
    for path in cruel:
        if get(path)["Content-Type"].startswith("text/html"):
            yield path, get(path).content.decode()


def feeds(cruel: Cruel, form: str) -> Iterator[bytes]:
    found = [path for path in cruel if path.endswith(f"feed.{form}")]
    assert len(found) == 4
    yield from (get(path).content for path in found)


def printed(text: str) -> str:
    """What a text looks like where white space doesn't count."""
    return " ".join(text.split())


def test_everything_answers(cruel: Cruel) -> None:
    answers = {path: get(path).status_code for path in cruel}
    assert {path for path, status in answers.items() if status != 200} == {"/nowhere/"}
    assert len(answers) > 60


def test_nothing_on_any_page_runs_loads_or_leads_to_a_script(cruel: Cruel) -> None:
    found = {path: list(dangers(html)) for path, html in pages(cruel)}
    assert len(found) > 40
    assert not {path: what for path, what in found.items() if what}


def test_every_payload_is_there_to_be_read(cruel: Cruel) -> None:
    """Escaped, not lost: what a cell or a label says is to the letter what was written."""
    tree = lxml.html.document_fromstring(get(_address("table")).content)
    cells = {printed(cell.text_content()) for cell in tree.iter("td", "th")}
    for payload in storable():
        if legal(payload) == payload:
            assert printed(payload) in cells, payload


def _address(slug: str) -> str:
    return str(Story.objects.get(slug=slug).address)


def test_links_in_stories_lead_only_to_the_web_or_the_paper(cruel: Cruel) -> None:
    tree = lxml.html.document_fromstring(get(_address("sources")).content)
    links = [link.get("href") for link in tree.cssselect(".notes a:not(.back)")]
    assert len(links) > 50, "lawful addresses are still followed"
    assert not [link for link in links if "javascript:" in link.lower()]


def structured(path: str) -> list[dict[str, Any]]:
    tree = lxml.html.document_fromstring(get(path).content)
    [script] = tree.xpath("//script")
    return list(json.loads(script.text)["@graph"])


def said(text: str) -> str:
    """What JSON-LD says of a text: two kinds of line end are none in JSON's older readers."""
    return legal(text).replace("\u2028", " ").replace("\u2029", " ")


def test_structured_data_says_exactly_what_was_written(cruel: Cruel) -> None:
    for story in Story.objects.live():
        node, trail = structured(story.address)
        assert node["headline"] == said(story.title)
        assert node["description"] == said(story.standfirst)
        assert trail["itemListElement"][-1]["name"] == said(story.title)
        names = [said(each.display_name) for each in story.bylines.all() if each.role == "by"]
        assert [each["name"] for each in node["author"]] == names
    for author in Author.objects.all():
        [node] = structured(author.url)
        assert node["mainEntity"]["description"] == said(author.life)
        same = node["mainEntity"]["sameAs"]
        assert all(each.startswith(("https://", "http://")) for each in same)
    for thing in (*Section.objects.live(), *Topic.objects.all()):
        node = structured(thing.url)[0]
        assert node["name"] == said(str(getattr(thing, "title", "") or thing.name))


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_xml_feeds_are_xml_whose_html_holds_nothing_that_runs(cruel: Cruel, form: str) -> None:
    parser = lxml.etree.XMLParser(resolve_entities=False, huge_tree=True)
    bodies: set[str] = set()
    for feed in feeds(cruel, form):
        for element in lxml.etree.fromstring(feed, parser).iter():
            assert isinstance(element.tag, str), "no instruction, no comment, no entity"
            if element.tag.endswith(("}encoded", "}content")) and element.text:
                bodies.add(element.text)
    assert len(bodies) > 15
    for body in bodies:
        _assert_harmless_feed_body(body)


def test_json_feeds_are_json_whose_html_holds_nothing_that_runs(cruel: Cruel) -> None:
    bodies = {item["content_html"] for f in feeds(cruel, "json") for item in json.loads(f)["items"]}
    assert len(bodies) > 15
    for body in bodies:
        _assert_harmless_feed_body(body)


def _assert_harmless_feed_body(body: str) -> None:
    assert not list(dangers(f"<div>{body}</div>"))
    text = lxml.html.fragment_fromstring(body, create_parent="div")
    for figure in text.xpath("//figure"):
        figure.drop_tree()
    rest = lxml.html.tostring(text, encoding="unicode")
    assert_only(rest.removeprefix("<div>").removesuffix("</div>"), IN_FEEDS)


def test_maps_and_declarations_are_whole(cruel: Cruel) -> None:
    parser = lxml.etree.XMLParser(resolve_entities=False)
    for path in cruel:
        if path.endswith(".xml"):
            tree = lxml.etree.fromstring(get(path).content, parser)
            assert len(tree), path
            assert all(isinstance(each.tag, str) for each in tree.iter())
    assert json.loads(get("/manifest.webmanifest").content)["name"]
    for path in ("/robots.txt", "/trust.txt", "/.well-known/security.txt"):
        assert get(path)["Content-Type"].startswith("text/plain")
        for line in get(path).content.decode().splitlines():
            assert not line.startswith(("<", "javascript:")), path


def test_whatever_is_searched_for_and_looked_for_comes_back_as_words(cruel: Cruel) -> None:
    """The search box, the address of a page that isn't there, and the sign-up form."""
    reader = max_reads()
    texts = storable()
    for at in range(0, len(texts), 120):
        text = " ".join(texts[at : at + 120])
        asked = dict.fromkeys(("q", "author", "section", "from", "to", "page"), text)
        typed = {"email": text, "list": "list-0"}
        for answer in (
            reader.get("/-/search", asked),
            reader.get("/-/search", {"q": text[:200]}),
            reader.get(f"/{text}/", {"page": text}),
            reader.post("/-/newsletters/sign-up", typed),
        ):
            assert answer.status_code < 500
            assert not list(dangers(answer.content.decode())), text


def test_what_a_search_marks_is_marked_and_nothing_else(cruel: Cruel) -> None:
    for words in ("script", "alert", "img src onerror", "<b>alert</b>", "lt", "amp", "mark"):
        html = max_reads().get("/-/search", {"q": words}).content.decode()
        assert not list(dangers(html)), words
        assert "<mark>" in html or words in {"lt", "amp", "mark"}, words
