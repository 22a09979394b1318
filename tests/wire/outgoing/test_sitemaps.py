"""What search engines are told of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
import time_machine
from lxml import etree

from broadsheet.masthead.models import InformationPage, Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Answer, ChangeKind, Kind, Story
from broadsheet.wire.outgoing.sitemaps import queries, writing
from tests.factories import (
    a_paper,
    a_section,
    a_story,
    a_topic,
    an_author,
    an_update,
    desk_of,
    max_reads,
    pru,
)
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

ROOT = "http://127.0.0.1:8000"
S = {"s": writing.SITEMAP, "n": writing.NEWS, "i": writing.IMAGE}
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def xml(address: str) -> Any:
    response = max_reads().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(response.content)


def texts(root: Any, path: str) -> list[str]:
    return [found.text for found in root.xpath(path, namespaces=S)]


def at(moment: datetime, **fields: Any) -> Story:
    with time_machine.travel(moment, tick=False):
        return a_story(**fields)


def checked(root: Any) -> list[str]:
    """Return the addresses of a sitemap that keeps the protocol's rules (sitemaps.org)."""
    kind = etree.QName(root).localname
    assert etree.QName(root).namespace == writing.SITEMAP
    child = {"sitemapindex": "sitemap", "urlset": "url"}[kind]
    assert {e.tag for e in root} <= {f"{{{writing.SITEMAP}}}{child}"}
    for each in root:
        names = [etree.QName(part).localname for part in each]
        assert names[0] == "loc"
        assert names.count("loc") == 1
        assert set(names) <= {"loc", "lastmod", "image", "news"}
    for when in texts(root, "//s:lastmod"):
        assert datetime.fromisoformat(when).utcoffset() is not None
    addresses = texts(root, "/*/*/s:loc")
    assert len(addresses) == len(set(addresses)) <= 50_000
    assert all(each.startswith(f"{ROOT}/") and len(each) < 2048 for each in addresses)
    return addresses


def test_every_public_story_is_in_one_month_of_the_papers_calendar() -> None:
    october = at(datetime(2026, 11, 1, 3, 59, tzinfo=UTC))  # still October in New York
    november = at(datetime(2026, 11, 1, 4, 0, tzinfo=UTC))
    index = checked(xml("/sitemap.xml"))
    names = ("pages", "stories-2026-11", "stories-2026-10")
    assert index == [f"{ROOT}/sitemaps/{name}.xml" for name in names]
    assert checked(xml("/sitemaps/stories-2026-10.xml")) == [ROOT + october.address]
    assert checked(xml("/sitemaps/stories-2026-11.xml")) == [ROOT + november.address]


def test_every_address_in_the_sitemaps_answers() -> None:
    a_story(section=a_section("Asia", under=a_section("World")), topics=[a_topic()], hero=a_photo())
    about = InformationPage(title="About us", slug="about", purpose="about")
    a_paper().add_child(instance=about)
    found = [
        address
        for file in checked(xml("/sitemap.xml"))
        for address in checked(xml(file.removeprefix(ROOT)))
    ]
    paths = {address.removeprefix(ROOT) for address in found}
    assert {"/", "/world/", "/world/asia/", "/about/", "/topics/shipping/"} <= paths
    assert an_author().url in paths
    for path in paths:
        assert max_reads().get(path).status_code == 200, path


def test_a_change_in_substance_and_no_other_moves_the_date() -> None:
    story = at(NOON)
    when = texts(xml("/sitemaps/stories-2026-11.xml"), "//s:lastmod")
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        story.title = "A comma moved"
        actions.publish(story=story, change=Answer(kind=ChangeKind.TYPO))
        assert texts(xml("/sitemaps/stories-2026-11.xml"), "//s:lastmod") == when
        actions.change_in_substance(story=story)
    changed = texts(xml("/sitemaps/stories-2026-11.xml"), "//s:lastmod")
    assert datetime.fromisoformat(changed[0]) == NOON + timedelta(days=1)
    assert changed[0] in texts(xml("/sitemap.xml"), "//s:lastmod")


def test_a_month_too_long_for_one_file_is_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST", 4)
    stories = [at(NOON + timedelta(minutes=number)) for number in range(9)]
    index = checked(xml("/sitemap.xml"))
    files = [each for each in index if "/stories-" in each]
    names = ("stories-2026-11.xml", "stories-2026-11-2.xml", "stories-2026-11-3.xml")
    assert files == [f"{ROOT}/sitemaps/{name}" for name in names]
    found = [checked(xml(file.removeprefix(ROOT))) for file in files]
    assert [len(each) for each in found] == [4, 4, 1]
    assert list(chain(*found)) == [ROOT + story.address for story in stories]
    assert max_reads().get("/sitemaps/stories-2026-11-4.xml").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "stories-2026-13",
        "stories-0000-01",
        "stories-2026-11-1",
        "stories-1999-01",
        "stories-9999-12",
        "else",
    ],
)
def test_there_is_no_sitemap_that_the_index_does_not_name(name: str) -> None:
    at(NOON)
    assert max_reads().get(f"/sitemaps/{name}.xml").status_code == 404


def test_a_storys_picture_stands_with_it() -> None:
    at(NOON, hero=a_photo())
    picture = texts(xml("/sitemaps/stories-2026-11.xml"), "//i:image/i:loc")
    assert len(picture) == 1
    assert desk_of(pru()).get(picture[0].removeprefix(ROOT)).status_code == 200


def test_a_story_first_published_elsewhere_is_left_to_its_home() -> None:
    at(NOON, canonical_url="https://agency.example/1")
    ours = at(NOON)
    with time_machine.travel(NOON, tick=False):
        for name in ("sitemaps/stories-2026-11", "news-sitemap"):
            assert checked(xml(f"/{name}.xml")) == [ROOT + ours.address]


def test_news_is_what_was_published_in_the_last_48_hours() -> None:
    old = at(NOON - timedelta(hours=48, seconds=1))
    young = at(NOON - timedelta(hours=48), title="Tides & tempers")
    at(NOON, kind=Kind.SPONSORED)
    with time_machine.travel(NOON, tick=False):
        root = xml("/news-sitemap.xml")
    assert checked(root) == [ROOT + young.address]
    assert ROOT + old.address not in checked(root)
    assert [etree.QName(e).localname for e in root[0].find("n:news", S)] == [
        "publication",
        "publication_date",
        "title",
    ]
    assert texts(root, "//n:publication/n:name") == ["The Courier"]
    assert texts(root, "//n:publication/n:language") == ["en"]
    assert texts(root, "//n:title") == ["Tides & tempers"]
    published = texts(root, "//n:publication_date")[0]
    assert datetime.fromisoformat(published) == young.published_at


def test_the_news_sitemap_holds_no_more_than_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert queries.MOST_NEWS == 1000
    monkeypatch.setattr(queries, "MOST_NEWS", 2)
    stories = [a_story() for _ in range(3)]
    newest = [ROOT + story.address for story in reversed(stories)][:2]
    assert checked(xml("/news-sitemap.xml")) == newest


@pytest.mark.parametrize(("language", "said"), [("pt-BR", "pt"), ("zh-TW", "zh-tw")])
def test_news_names_its_language_as_google_wants_it(language: str, said: str) -> None:
    a_story()
    Publication.objects.update(language=language)
    assert texts(xml("/news-sitemap.xml"), "//n:language") == [said]


@pytest.mark.sqlite
def test_news_names_the_paper_as_google_does_without_parentheses() -> None:
    a_story()
    for name, said in (
        ("The Courier (Harbour City)", "The Courier"),
        ("The (Daily) Courier & Mail", "The Courier & Mail"),
        ("(sic)", "(sic)"),
        ("The Courier :(", "The Courier :("),
    ):
        Publication.objects.update(name=name)
        assert texts(xml("/news-sitemap.xml"), "//n:publication/n:name") == [said]


def test_a_news_sitemap_tells_google_all_that_it_requires_of_every_story() -> None:
    first = at(NOON - timedelta(hours=47), title="Tides")
    with time_machine.travel(NOON, tick=False):
        first.title = "Tides, again"
        actions.publish(story=first, change=an_update())
        at(NOON - timedelta(hours=1), title="Bells")
        root = xml("/news-sitemap.xml")
        for url in root:
            news = url.findall("n:news", S)
            assert len(news) == 1
            for required in ("n:publication/n:name", "n:publication/n:language", "n:title"):
                assert len(texts(news[0], required)) == 1
        assert texts(root, "//n:title") == ["Bells", "Tides, again"]
        dates = [datetime.fromisoformat(each) for each in texts(root, "//n:publication_date")]
        # When it was first published, whatever changed since.
        assert dates == [NOON - timedelta(hours=1), NOON - timedelta(hours=47)]
        actions.withdraw(story=Story.objects.get(pk=first.pk))
        assert texts(xml("/news-sitemap.xml"), "//n:title") == ["Bells"]


def test_a_paper_without_a_story_has_sitemaps() -> None:
    a_paper()
    assert checked(xml("/sitemap.xml")) == [f"{ROOT}/sitemaps/pages.xml"]
    assert checked(xml("/news-sitemap.xml")) == []


def test_whoever_has_a_sitemap_is_not_sent_it_again() -> None:
    at(NOON)
    for name in ("sitemap", "sitemaps/stories-2026-11", "sitemaps/pages"):
        tag = max_reads().get(f"/{name}.xml")["ETag"]
        again = max_reads().get(f"/{name}.xml", headers={"If-None-Match": tag})
        assert again.status_code == 304
