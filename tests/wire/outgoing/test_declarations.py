"""What the paper says of itself at addresses that machines know."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
import time_machine

from broadsheet.masthead.models import InformationPage, Publication
from broadsheet.photos.renditions import print_renditions
from tests.factories import a_paper, desk_of, max_reads, pru
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

ROOT = "http://127.0.0.1:8000"
TRAINERS = ("GPTBot", "CCBot", "Google-Extended", "ClaudeBot", "Applebot-Extended", "Bytespider")


def lines(address: str) -> list[str]:
    response = max_reads().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode().splitlines()


def robots() -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(lines("/robots.txt"))
    return parser


def a_page(purpose: str, slug: str) -> InformationPage:
    page = InformationPage(title=slug.title(), slug=slug, purpose=purpose)
    return a_paper().add_child(instance=page)


def the_paper(**fields: Any) -> None:
    a_paper()
    Publication.objects.update(**fields)


def test_crawlers_may_read_the_paper_but_not_what_is_djangos() -> None:
    a_paper()
    for agent in ("Googlebot", "bingbot", "Somebot"):
        assert robots().can_fetch(agent, f"{ROOT}/world/")
        assert robots().can_fetch(agent, f"{ROOT}/-/static/fonts/a.woff2")
        assert not robots().can_fetch(agent, f"{ROOT}/-/desk/")
        assert not robots().can_fetch(agent, f"{ROOT}/-/search?q=a")
    assert robots().site_maps() == [f"{ROOT}/sitemap.xml", f"{ROOT}/news-sitemap.xml"]


@pytest.mark.parametrize("admitted", [True, False])
def test_the_publisher_decides_whether_ai_crawlers_may_come(admitted: bool) -> None:
    the_paper(admit_ai_crawlers=admitted)
    for agent in TRAINERS:
        assert robots().can_fetch(agent, f"{ROOT}/world/") is admitted
        assert not robots().can_fetch(agent, f"{ROOT}/-/desk/")
    word = "yes" if admitted else "no"
    assert f"datatrainingallowed={word}" in lines("/trust.txt")


def test_trust_txt_says_where_else_the_paper_is_and_what_it_discloses() -> None:
    a_page("ethicsPolicy", "ethics")
    a_page("contact", "contact")
    the_paper(email="desk@courier.example")
    paper = Publication.objects.get()
    profile = "https://social.example/@courier"
    paper.profiles = [("profile", {"platform": "Social", "url": profile})]
    paper.save()
    found = lines("/trust.txt")
    assert found == [
        f"social={profile}",
        f"contact={ROOT}/contact/",
        "contact=mailto:desk@courier.example",
        f"disclosure={ROOT}/ethics/",
        "datatrainingallowed=no",
    ]
    assert lines("/.well-known/trust.txt") == found
    assert profile in max_reads().get("/").content.decode()


def test_security_txt_keeps_the_rules_of_rfc_9116() -> None:
    the_paper(email="desk@courier.example", language="en")
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        fields = [line.split(": ", 1) for line in lines("/.well-known/security.txt")]
    values = dict(fields)
    assert len(values) == len(fields)
    assert values["Contact"] == "mailto:desk@courier.example"
    assert values["Canonical"] == f"{ROOT}/.well-known/security.txt"
    assert timedelta(0) < datetime.fromisoformat(values["Expires"]) - now < timedelta(days=365)


def test_there_is_no_security_txt_without_somebody_to_tell() -> None:
    a_paper()
    assert max_reads().get("/.well-known/security.txt").status_code == 404
    a_page("contact", "contact")
    assert f"Contact: {ROOT}/contact/" in lines("/.well-known/security.txt")


def test_the_manifest_names_the_paper_and_no_icon_that_it_has_not() -> None:
    the_paper(accent_colour="#aa0000", language="ar")
    response = max_reads().get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert (manifest["name"], manifest["start_url"]) == ("The Courier", "/")
    assert (manifest["theme_color"], manifest["dir"]) == ("#aa0000", "rtl")
    assert "icons" not in manifest


def test_the_logo_is_the_papers_icon() -> None:
    the_paper()
    logo = a_photo(size=(300, 240))
    print_renditions(photo=logo)
    Publication.objects.update(logo=logo)
    icon = json.loads(max_reads().get("/manifest.webmanifest").content)["icons"][0]
    assert icon["sizes"] == "240x240"
    assert desk_of(pru()).get(icon["src"])["Content-Type"] == icon["type"]
    favicon = max_reads().get("/favicon.ico")
    assert (favicon.status_code, favicon["Location"]) == (302, icon["src"])


def test_browsers_that_ask_for_an_icon_are_told_that_there_is_none() -> None:
    a_paper()
    assert max_reads().get("/favicon.ico").status_code == 204


@pytest.mark.parametrize("name", ["robots.txt", "trust.txt", "feed.rss", "sitemap.xml"])
def test_machines_may_only_read(name: str) -> None:
    a_paper()
    assert max_reads().post(f"/{name}").status_code == 405
    assert max_reads().head(f"/{name}").status_code == 200
