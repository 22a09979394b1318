"""What somebody who follows the paper in a feed reader gets."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import pytest
import time_machine
from lxml import etree

from broadsheet.masthead.models import Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Byline
from tests.factories import a_section, a_story, a_topic, an_author, desk_of, max_reads, pru
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

FORMATS = ("rss", "atom", "json")
SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "c": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://search.yahoo.com/mrss/",
}
ROOT = "http://127.0.0.1:8000"


def fetch(address: str, **headers: str) -> Any:
    return max_reads().get(address, headers=headers)


def parsed(address: str) -> Any:
    response = fetch(address)
    assert response.status_code == 200
    sent = {name.lower(): value for name, value in response.items()}
    found = feedparser.parse(response.content, response_headers=sent)
    assert found.bozo is False, found.bozo_exception
    return found


def xml(address: str) -> Any:
    return etree.fromstring(fetch(address).content)


def items(address: str) -> list[dict[str, Any]]:
    return json.loads(fetch(address).content)["items"]


def texts(root: Any, path: str) -> list[str]:
    return [e if isinstance(e, str) else e.text for e in root.xpath(path, namespaces=SPACES)]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_reader_finds_the_whole_story_in_the_feed(form: str) -> None:
    story = a_story(
        "Tides & <tempers>",
        standfirst="Both rose.",
        topics=[a_topic("Shipping")],
        bylines=[Byline(author=an_author("Mara Ellison")), Byline(name="Tom Quill")],
        body=[("paragraph", "<p>The <b>harbour</b> was quiet.</p>")],
    )
    entry = parsed(f"/feed.{form}").entries[0]
    assert entry.title == "Tides & <tempers>"
    assert entry.link == ROOT + story.address
    assert entry.id == story.guid.urn
    assert "<b>harbour</b>" in entry.content[0].value
    assert entry.summary == "Both rose."
    assert {tag.term for tag in entry.tags} == {"World", "Shipping"}
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == story.published_at.replace(
        microsecond=0
    )


def test_rss_keeps_its_rules() -> None:
    story = a_story(
        bylines=[
            Byline(author=an_author()),
            Byline(name="Tom Quill"),
            Byline(name="x", role="data"),
        ]
    )
    root = xml("/feed.rss")
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    for required in ("title", "link", "description"):
        assert texts(root, f"channel/{required}") != [None]
    own = root.xpath("channel/a:link", namespaces=SPACES)[0]
    assert dict(own.attrib) == {
        "href": f"{ROOT}/feed.rss",
        "rel": "self",
        "type": "application/rss+xml",
    }
    guid = root.xpath("channel/item/guid")[0]
    assert (guid.get("isPermaLink"), guid.text) == ("false", f"urn:uuid:{story.guid}")
    assert parsedate_to_datetime(texts(root, "channel/item/pubDate")[0]) == (
        story.published_at.replace(microsecond=0)
    )
    assert texts(root, "channel/item/dc:creator") == ["Mara Ellison", "Tom Quill"]
    assert not root.xpath("channel/item/author")  # RSS wants an e-mail address there
    assert fetch("/feed.rss")["Content-Type"] == "application/rss+xml; charset=utf-8"


def test_atom_keeps_the_rules_of_rfc_4287() -> None:
    story = a_story()
    actions.change_in_substance(story=story, at=story.published_at + timedelta(hours=2))
    root = xml("/feed.atom")
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    for each in (root, root.find("a:entry", SPACES)):
        for once in ("id", "title", "updated"):
            assert len(each.findall(f"a:{once}", SPACES)) == 1, once
        assert each.findall("a:author/a:name", SPACES)
        assert each.find("a:id", SPACES).text.startswith("urn:uuid:")
        kinds = [(link.get("rel"), link.get("type")) for link in each.findall("a:link", SPACES)]
        assert len(kinds) == len(set(kinds))
        assert ("alternate", "text/html") in kinds
    entry = root.find("a:entry", SPACES)
    published = datetime.fromisoformat(entry.find("a:published", SPACES).text)
    updated = datetime.fromisoformat(entry.find("a:updated", SPACES).text)
    assert updated - published == timedelta(hours=2)
    assert root.find("a:updated", SPACES).text == entry.find("a:updated", SPACES).text
    assert entry.find("a:author/a:uri", SPACES).text == f"{ROOT}/authors/mara-ellison/"


def test_json_feed_keeps_the_rules_of_version_1_1() -> None:
    story = a_story("Tides", standfirst="Both rose.")
    feed = json.loads(fetch("/feed.json").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["feed_url"]) == ("The Courier", f"{ROOT}/feed.json")
    assert feed["home_page_url"] == f"{ROOT}/"
    item = feed["items"][0]
    assert item["id"] == story.guid.urn
    assert item["content_html"]
    assert item["authors"] == [{"name": "Mara Ellison", "url": f"{ROOT}/authors/mara-ellison/"}]
    assert datetime.fromisoformat(item["date_published"]).utcoffset() is not None
    assert "author" not in item  # deprecated in 1.1


def test_the_main_picture_comes_with_its_true_length_and_type() -> None:
    a_story(hero=a_photo(size=(900, 600)), hero_caption="The quay")
    root = xml("/feed.rss")
    enclosure = root.xpath("channel/item/enclosure")[0]
    picture = desk_of(pru()).get(enclosure.get("url").removeprefix(ROOT))
    assert picture.status_code == 200
    assert len(b"".join(picture.streaming_content)) == int(enclosure.get("length"))
    assert picture["Content-Type"] == enclosure.get("type") == "image/jpeg"
    media = root.xpath("channel/item/m:content", namespaces=SPACES)[0]
    assert (media.get("fileSize"), media.get("medium")) == (enclosure.get("length"), "image")
    assert texts(media, "m:credit") == ["Leo Sandoval"]
    link = xml("/feed.atom").xpath("a:entry/a:link[@rel='enclosure']", namespaces=SPACES)[0]
    assert link.get("length") == enclosure.get("length")
    assert items("/feed.json")[0]["attachments"][0]["size_in_bytes"] == int(link.get("length"))


def test_each_section_author_and_topic_has_its_own_feeds() -> None:
    asia = a_section("Asia", under=a_section("World"))
    topic, author = a_topic(), an_author("Hana Ishikawa")
    mine = a_story("Mine", section=asia, topics=[topic], bylines=[Byline(author=author)])
    a_story("Other", section=a_section("Business"))
    seen = set()
    for place in ("/world/", "/world/asia/", author.url, topic.url):
        for form in FORMATS:
            page = fetch(f"{place}feed.{form}")
            assert page.status_code == 200
            assert mine.guid.urn in page.content.decode()
            assert "Other" not in page.content.decode()
        seen.add(parsed(f"{place}feed.atom").feed.id)
        assert parsed(f"{place}feed.rss").feed.link == ROOT + place
    seen.add(parsed("/feed.atom").feed.id)
    assert len(seen) == 5


@pytest.mark.parametrize(
    "place", ["/nowhere/", "/authors/nobody/", "/topics/nothing/", "/about-us/world/"]
)
def test_there_is_no_feed_of_what_there_is_not(place: str) -> None:
    a_story()
    an_author("Nobody")
    for form in FORMATS:
        assert fetch(f"{place}feed.{form}").status_code == 404


@pytest.mark.parametrize("form", FORMATS)
def test_the_feed_of_an_empty_section_is_well_formed(form: str) -> None:
    a_section()
    if form == "json":
        assert items("/world/feed.json") == []
    else:
        assert parsed(f"/world/feed.{form}").entries == []


def test_a_feed_holds_the_thirty_newest() -> None:
    for number in range(32):
        a_story(f"Number {number:02}")
    titles = [item["title"] for item in items("/feed.json")]
    assert titles == [f"Number {number:02}" for number in range(31, 1, -1)]


@pytest.mark.parametrize("form", FORMATS)
def test_whoever_has_the_feed_is_not_sent_it_again_until_it_changes(form: str) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        story = a_story("First")
    first = fetch(f"/feed.{form}")
    by_tag = {"If-None-Match": first["ETag"]}
    by_date = {"If-Modified-Since": first["Last-Modified"]}
    again = fetch(f"/feed.{form}", **by_tag)
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies
    with time_machine.travel(datetime(2026, 11, 20, 10, tzinfo=UTC), tick=False):
        actions.withdraw(story=story)
    for headers in (by_tag, by_date):
        again = fetch(f"/feed.{form}", **headers)
        assert again.status_code == 200
        assert b"First" not in again.content


@pytest.mark.parametrize("form", FORMATS)
def test_no_character_of_a_headline_breaks_a_feed(form: str) -> None:
    a_story("Bell\x07 \x0b\x1b ]]> &amp; \ufffe <script> “é” 🐦", standfirst="Ding\x08")
    if form == "json":
        title = items("/feed.json")[0]["title"]
    else:
        title = texts(xml(f"/feed.{form}"), "//*[local-name()='title']")[-1]
    assert title == "Bell  ]]> &amp;  <script> “é” 🐦"


def test_feeds_speak_the_papers_language_whatever_the_reader_asks_for() -> None:
    a_story()
    Publication.objects.update(language="pt-BR")
    page = fetch("/feed.rss", **{"Accept-Language": "de"})
    assert b"<language>pt-BR</language>" in page.content


def test_an_identifier_outlives_a_changed_address_and_headline() -> None:
    story = a_story()
    before = items("/feed.json")[0]
    actions.change_address(story=story, address="/2026/11/20/another/")
    after = items("/feed.json")[0]
    assert after["id"] == before["id"]
    assert after["url"] != before["url"]
