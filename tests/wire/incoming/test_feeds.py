"""A feed of somebody else becomes drafts, credited, and nothing worse."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.lib.connector import Connector
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.wire.incoming.feed import import_feed
from tests.factories import a_section
from tests.lib.local_server import answer, serve
from tests.pictures import a_picture
from tests.wire.incoming.samples import Told, body_of, newest
from tests.wire.incoming.strategies import HTML

pytestmark = pytest.mark.django_db

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel><title>Coast Agency</title><link>https://coast.example/</link>
  <copyright>Not for archives</copyright><language>en</language>
  <item><title>The last ferry &amp; the first</title><guid isPermaLink="false">{own}</guid>
  <link>https://coast.example/ferry</link><dc:creator>Ines Duarte</dc:creator>
  <category>Transport</category><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate>
  <description>A council changes its mind.</description>{more}
  <content:encoded><![CDATA[<p>{words}</p><script>alert(1)</script>]]></content:encoded></item>
  </channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Coast Agency</title>
  <rights>Not for archives</rights><id>urn:feed</id><updated>2026-03-01T08:00:00Z</updated>
  <entry><id>urn:ferry</id><title>The last ferry &amp;amp; the first</title>
  <author><name>Ines Duarte</name></author><updated>2026-03-01T08:00:00Z</updated>
  <category term="Transport"/><summary>A council changes its mind.</summary>
  <content type="html">&lt;p&gt;It runs.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Coast Agency",
        "items": [
            {
                "id": "urn:ferry",
                "title": "The last ferry & the first",
                "authors": [{"name": "Ines Duarte"}],
                "tags": ["Transport"],
                "summary": "A council changes its mind.",
                "content_html": "<p>It runs.</p>",
                "date_published": "2026-03-01T08:00:00Z",
            }
        ],
    }
)
RDF = """<rdf:RDF xmlns="http://purl.org/rss/1.0/"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>Coast</title></channel>
  <item rdf:about="urn:ferry"><title>Ice</title><link>https://coast.example/ice</link>
  <description>It holds.</description></item></rdf:RDF>"""


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def rss(*, own: str = "urn:ferry", words: str = "It runs.", more: str = "") -> str:
    return RSS.format(own=own, words=words, more=more)


def take(source: str, **wishes: Any) -> Told:
    a_section()
    told = Told()
    told.set_aside = import_feed(source, report=told.append, **wishes)
    return told


def in_file(folder: Path, text: str | bytes, **wishes: Any) -> Told:
    file = folder / "feed.xml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return take(str(file), **wishes)


@pytest.mark.parametrize("text", [rss(), ATOM, JSON_FEED], ids=["rss", "atom", "json"])
def test_an_entry_is_a_draft_with_its_feeds_credit(tmp_path: Path, text: str) -> None:
    terms = "" if text is not JSON_FEED else "Not for archives"
    told = in_file(tmp_path, text, terms=terms)
    assert told.sums == "1 made, 0 changed, 0 skipped, 0 set aside.", told
    story = newest("urn:ferry")
    assert (story.title, story.live) == ("The last ferry & the first", False)
    assert story.standfirst == "A council changes its mind."
    assert (story.credit_line, story.usage_terms) == ("Coast Agency", "Not for archives")
    assert [each.name for each in story.bylines.all()] == ["Ines Duarte"]
    assert [each.name for each in story.topics.all()] == ["Transport"]
    assert body_of(story) == [("paragraph", "<p>It runs.</p>")]
    assert in_file(tmp_path, text, terms=terms).sums.startswith("0 made, 0 changed, 1 skipped")


def test_rss_1_and_an_id_that_is_only_its_feeds_own(tmp_path: Path) -> None:
    assert in_file(tmp_path, RDF).set_aside == 0
    assert body_of(newest("urn:ferry")) == [("paragraph", "<p>It holds.</p>")]
    in_file(tmp_path, rss(own="12"), credit="Coast")
    assert newest("https://coast.example/#12").credit_line == "Coast"


def test_what_the_desk_edited_is_left(tmp_path: Path) -> None:
    in_file(tmp_path, rss())
    story = newest("urn:ferry")
    story.title = "Ed's own headline"
    actions.save_draft(story=story)
    assert "it was edited here since" in in_file(tmp_path, rss(words="It stops."))[0]
    assert newest("urn:ferry").title == "Ed's own headline"


def test_a_feed_and_its_pictures_come_from_its_address(tmp_path: Path) -> None:
    def act(request: Any) -> None:
        if request.path == "/a.jpg":
            answer(200, a_picture(), content_type="image/jpeg")(request)
            return
        picture = f'<media:content url="http://{request.headers["Host"]}/a.jpg" medium="image"/>'
        more = f"{picture}<media:credit>Leo</media:credit>"
        answer(200, rss(more=more).encode())(request)

    with serve(act) as server:
        told = take(f"{server.url}/feed", connector=Connector(allow_private=True))
        assert told.set_aside == 0, told
        refused = take(f"{server.url}/feed")
    hero = newest("urn:ferry").hero
    assert (hero.credit, hero.licence) == ("Leo", "Not for archives")
    assert "This address can't be fetched" in refused[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "it declares entities"),
        (b"<rss><channel>", "it is not XML that can be read"),
        (b"<html/>", "it is no feed"),
        (b"{}", "no JSON Feed"),
        (b"[" * 100_000, "it is no JSON that can be read"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [1]}', "it is not an object"),
        (rss(own="").replace("<link>https://coast.example/ferry</link>", "").encode(), "no id"),
    ],
)
def test_what_is_no_feed_is_said_in_a_line(tmp_path: Path, data: bytes, said: str) -> None:
    told = in_file(tmp_path, data)
    assert told.set_aside == 1
    assert said in told[0]


def test_an_answer_that_is_no_feed_is_said_in_a_line() -> None:
    def act(request: Any) -> None:
        is_huge = request.path == "/huge"
        answer(200 if is_huge else 503, b" " * (3 * 2**20 if is_huge else 5))(request)

    with serve(act) as server:
        door = Connector(allow_private=True, max_bytes=2**20, timeout=5)
        assert "The server answers 503" in take(server.url, connector=door)[0]
        assert "MB" in take(f"{server.url}/huge", connector=door)[0]


VALUES = st.none() | st.integers() | st.text(max_size=9) | st.lists(st.text(max_size=3), max_size=2)
FIELDS = ("id", "url", "title", "content_html", "content_text", "summary", "tags", "authors")


@given(
    item=st.dictionaries(st.sampled_from((*FIELDS, "date_published")), VALUES),
    html=HTML,
    torn=st.integers(0, 900) | st.none(),
)
@settings(max_examples=25, deadline=None)
def test_no_feed_stops_an_import_or_brings_a_script(item: dict, html: str, torn: Any) -> None:
    version = "https://jsonfeed.org/version/1"
    words = html.replace("]]>", "").encode("utf-8", "ignore").decode()
    for text in (
        json.dumps({"version": version, "items": [item, {**item, "content_html": html}]}),
        rss(own="urn:x", words="WORDS").replace("WORDS", f"{words}<script>x</script>")[:torn],
    ):
        with TemporaryDirectory() as folder:
            told = in_file(Path(folder), text)
        assert not [line for line in told if "it can't be kept" in line], told
    for story in Story.objects.all():
        assert "<script" not in str(story.get_latest_revision_as_object().body)
