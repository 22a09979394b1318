"""What search engines read of a page without seeing it, which is what readers see."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import extruct
import pytest

from broadsheet.masthead.models import InformationPage, Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Author, Byline, Kind
from broadsheet.photos.renditions import print_renditions
from tests.factories import (
    a_draft,
    a_paper,
    a_section,
    a_story,
    a_topic,
    an_author,
    desk_of,
    ed,
    max_reads,
    pru,
)
from tests.pictures import a_photo
from tests.wire.outgoing.vocabulary import mistakes

pytestmark = pytest.mark.django_db

ROOT = "http://127.0.0.1:8000"
KINDS = {
    "report": "NewsArticle",
    "explainer": "BackgroundNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "review": "ReviewNewsArticle",
    "interview": "NewsArticle",
    "live": "LiveBlogPosting",
    "gallery": "NewsArticle",
    "obituary": "NewsArticle",
    "notice": "NewsArticle",
    "sponsored": "AdvertiserContentArticle",
}


def graph(address: str) -> list[dict[str, Any]]:
    """Return a page's nodes, each right by schema.org."""
    page = max_reads().get(address)
    assert page.status_code == 200
    found = extruct.extract(page.content.decode(), syntaxes=["json-ld"])["json-ld"]
    assert len(found) == 1
    assert found[0]["@context"] == "https://schema.org"
    nodes = found[0]["@graph"]
    assert mistakes(nodes) == []
    return nodes


def one(address: str, kind: str) -> dict[str, Any]:
    return next(node for node in graph(address) if node["@type"] == kind)


@pytest.mark.parametrize("kind", Kind.values)
def test_each_kind_of_story_has_its_type(kind: str) -> None:
    story = a_story(kind=kind, dateline="Seoul")
    assert graph(story.address)[0]["@type"] == KINDS[kind]


def test_an_article_says_all_that_google_asks_for() -> None:
    story = a_story(
        "Tides & <tempers>",
        standfirst="Both rose.",
        hero=a_photo(size=(1300, 1300)),
        topics=[a_topic("Oslo", kind="place"), a_topic("Shipping")],
        bylines=[
            Byline(author=an_author("Mara Ellison", role="Reporter")),
            Byline(author=an_author("Wire Nine", kind="agency")),
            Byline(name="Tom Quill"),
            Byline(name="Ada Frost", role="translation"),
        ],
        body=[("paragraph", "<p>The <b>harbour</b> was quiet.</p>"), ("divider", None)],
    )
    actions.change_in_substance(story=story, at=story.published_at + timedelta(hours=1))
    node = graph(story.address)[0]
    assert node["headline"] == "Tides & <tempers>"
    assert node["description"] == "Both rose."
    assert node["mainEntityOfPage"]["@id"] == node["url"] == ROOT + story.address
    published, changed = node["datePublished"], node["dateModified"]
    assert datetime.fromisoformat(published) == story.published_at.replace(microsecond=0)
    assert re.search(r"[+-]\d\d:\d\d$", published)
    assert datetime.fromisoformat(changed) - datetime.fromisoformat(published) == timedelta(hours=1)
    assert node["author"] == [
        {
            "@type": "Person",
            "name": "Mara Ellison",
            "url": f"{ROOT}/authors/mara-ellison/",
            "jobTitle": "Reporter",
        },
        {"@type": "Organization", "name": "Wire Nine", "url": f"{ROOT}/authors/wire-nine/"},
        {"@type": "Person", "name": "Tom Quill"},
    ]
    assert node["translator"] == [{"@type": "Person", "name": "Ada Frost"}]
    assert node["publisher"]["name"] == "The Courier"
    assert (node["articleSection"], node["keywords"]) == ("World", ["Oslo", "Shipping"])
    assert [topic["@type"] for topic in node["about"]] == ["Place", "Thing"]
    assert (node["isAccessibleForFree"], node["inLanguage"]) == (True, "en")
    assert node["wordCount"] == 4


def test_the_picture_comes_in_the_three_shapes_that_there_are() -> None:
    story = a_story(hero=a_photo(size=(1300, 1300)))
    images = graph(story.address)[0]["image"]
    sizes = {(image["width"], image["height"]) for image in images}
    assert sizes == {(1200, 1200), (1200, 900), (1200, 675)}
    for image in images:
        assert desk_of(pru()).get(image["url"].removeprefix(ROOT)).status_code == 200
        assert image["creditText"] == "Leo Sandoval"


def test_what_is_said_to_machines_stands_on_the_page() -> None:
    story = a_story("Tides", standfirst="Both rose.", topics=[a_topic()])
    html = max_reads().get(story.address).content.decode()
    main = html.split('<main id="main">')[1]
    node = graph(story.address)[0]
    said = [node["headline"], node["description"], *node["keywords"], node["articleSection"]]
    for words in [*said, *(author["name"] for author in node["author"])]:
        assert words in main


def test_a_correction_is_said_and_an_update_is_not_one() -> None:
    note = {"date": date(2026, 11, 20), "text": "<p>The <b>tide</b> was low.</p>"}
    story = a_story(
        body=[
            ("paragraph", "<p>Tides.</p>"),
            ("correction", {"kind": "correction", **note}),
            ("correction", {"kind": "update", **note}),
        ]
    )
    assert graph(story.address)[0]["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "The tide was low.",
            "datePublished": "2026-11-20",
        }
    ]


def test_the_way_to_a_story_leads_through_its_sections() -> None:
    story = a_story("Tides", section=a_section("Asia", under=a_section("World")))
    steps = one(story.address, "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"], step.get("item")) for step in steps] == [
        (1, "World", f"{ROOT}/world/"),
        (2, "Asia", f"{ROOT}/world/asia/"),
        (3, "Tides", None),
    ]
    assert one("/world/asia/", "BreadcrumbList")["itemListElement"][-1]["name"] == "Asia"


def test_the_home_page_says_whose_paper_it_is_and_by_what_rules() -> None:
    home = a_paper()
    for purpose in ("ethicsPolicy", "correctionsPolicy", "masthead", "contact", "privacyPolicy"):
        slug = purpose.lower()
        home.add_child(instance=InformationPage(title=slug, slug=slug, purpose=purpose))
    logo = a_photo(size=(500, 400))
    print_renditions(photo=logo)
    Publication.objects.update(email="desk@courier.example", founded=1911, logo=logo)
    profile = "https://social.example/@courier"
    paper = Publication.load()
    paper.profiles = [("profile", {"platform": "Social", "url": profile})]
    paper.save()
    site, said = graph("/")
    assert (site["@type"], site["name"], site["url"]) == ("WebSite", "The Courier", f"{ROOT}/")
    assert said["@type"] == "NewsMediaOrganization"
    assert site["publisher"]["@id"] == said["@id"]
    assert said["ethicsPolicy"] == f"{ROOT}/ethicspolicy/"
    assert said["correctionsPolicy"] == f"{ROOT}/correctionspolicy/"
    assert said["masthead"] == f"{ROOT}/masthead/"
    assert (said["foundingDate"], said["sameAs"]) == ("1911", [profile])
    assert said["contactPoint"]["url"] == f"{ROOT}/contact/"
    assert min(said["logo"]["width"], said["logo"]["height"]) >= 112
    assert desk_of(pru()).get(said["logo"]["url"].removeprefix(ROOT)).status_code == 200


def test_an_authors_page_says_who_they_are() -> None:
    author = an_author(role="Reporter", life="Covers ports.", links="https://social.example/@m")
    a_story(bylines=[Byline(author=author)])
    page = one(author.url, "ProfilePage")
    person = page["mainEntity"]
    assert (person["@type"], person["name"], person["jobTitle"]) == (
        "Person",
        "Mara Ellison",
        "Reporter",
    )
    assert person["sameAs"] == ["https://social.example/@m"]
    assert person["worksFor"]["name"] == "The Courier"
    Author.objects.update(kind="team")
    assert one(author.url, "ProfilePage")["mainEntity"]["@type"] == "Organization"


def test_sections_and_topics_list_what_their_pages_list() -> None:
    topic = a_topic("Oslo", kind="place")
    stories = [a_story(topics=[topic]) for _ in range(6)]
    for address in ("/world/", topic.url):
        listed = one(address, "CollectionPage")["mainEntity"]["itemListElement"]
        assert {item["url"] for item in listed} == {ROOT + story.address for story in stories}
        assert [item["position"] for item in listed] == [1, 2, 3, 4, 5, 6]
    assert one(topic.url, "CollectionPage")["about"]["@type"] == "Place"


@pytest.mark.parametrize(("purpose", "kind"), [("about", "AboutPage"), ("other", "WebPage")])
def test_a_standing_page_says_what_it_is(purpose: str, kind: str) -> None:
    page = InformationPage(title="Us", slug="us", purpose=purpose)
    a_paper().add_child(instance=page)
    assert one("/us/", kind)["url"] == f"{ROOT}/us/"


def test_no_headline_gets_out_of_the_structured_data() -> None:
    title = "</script><script>alert(1)</script>\u2028<!-- & \u2029"
    story = a_story(title)
    html = max_reads().get(story.address).content.decode()
    block = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block)["@graph"][0]["headline"].startswith("</script><script>alert(1)")
    assert html.count("<script") == 1
    assert "script-src" not in max_reads().get(story.address)["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/authors/", "/topics/", "/-/search?q=a"])
def test_a_page_without_structured_data_says_none(address: str) -> None:
    a_story()
    assert "ld+json" not in max_reads().get(address).content.decode()


def test_a_preview_and_a_missing_page_say_nothing_to_machines() -> None:
    draft = a_draft()
    preview = desk_of(ed()).get(f"/-/desk/pages/{draft.pk}/view_draft/")
    assert draft.title in preview.content.decode()
    assert "ld+json" not in preview.content.decode()
    assert "ld+json" not in max_reads().get("/nothing/").content.decode()
