"""From a paper of yesterdays to a story read, and back: all of it in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import anatomy
from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk
from tests.command import Running, get, until

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

HEADLINE, SLUG = "A ferry for the island", "ferry-for-the-island"


def test_a_story_is_written_previewed_published_read_and_withdrawn(
    page: Page, running: Running
) -> None:
    desk = Desk(page, running.url)
    desk.sign_in("pru@example.org", PASSWORD)
    desk.open_section("World", "world")
    desk.add_author("Leo Sandoval", "leo-sandoval", "Leo takes pictures at sea.")
    desk.tell_of_author("Mara Ellison", "Mara reports from the harbour.")
    desk.add_picture("A quay", "Boats at a quay", "At first light", "Leo Sandoval / Courier")
    _write_background(desk)
    _write_the_story(desk, running)
    desk.publish()
    address = _find_it(page, running)
    _every_part_of_its_page_is_there(page)
    _it_is_everywhere(running, address)
    desk.sign_in("pru@example.org", PASSWORD)
    desk.withdraw(HEADLINE)
    _nothing_is_left_of_it(running, address)


def _write_background(desk: Desk) -> None:
    desk.new_story("World", "An island without a boat", "island-without-a-boat", "Forty people.")
    desk.sign_with("Mara Ellison")
    desk.write("Nobody has crossed since March.")
    desk.publish()


def _write_the_story(desk: Desk, running: Running) -> None:
    desk.new_story("World", HEADLINE, SLUG, "It sails at six.")
    desk.fill("kicker", "Crossings")
    desk.fill("dateline", "Port Saltmere")
    desk.sign_with("Mara Ellison")
    desk.sign_with("Leo Sandoval")
    desk.choose_main_picture("A quay")
    desk.write("The ferry left with nine people.")
    desk.also_read("An island without a boat")
    desk.write("It came back with eleven.")
    shown = desk.preview()
    expect(shown.get_by_text("with nine people.")).to_be_visible()
    expect(shown.get_by_text("readers do not see this yet")).to_be_visible()
    for path in ("/", "/world/", "/feed.rss", "/authors/mara-ellison/"):
        assert HEADLINE not in get(running.url + path)[1].decode()


def _find_it(page: Page, running: Running) -> str:
    """Go from the front page to the story, as a reader who never signed in, once it is printed."""
    assert until(lambda: HEADLINE in get(f"{running.url}/")[1].decode())
    page.context.clear_cookies()
    page.goto(f"{running.url}/")
    page.get_by_role("main").get_by_role("link", name=HEADLINE).first.click()
    address = page.url.removeprefix(running.url)
    assert re.fullmatch(rf"/\d{{4}}/\d\d/\d\d/{SLUG}/", address)
    assert page.context.cookies() == []
    return address


def _every_part_of_its_page_is_there(page: Page) -> None:
    anatomy.strip(page)
    anatomy.nameplate(page)
    anatomy.head_of_story(page)
    anatomy.body(page)
    anatomy.author_boxes(page)
    anatomy.rail(page)
    anatomy.below(page)
    page.locator(".also-read a").click()
    expect(page.locator("article h1")).to_have_text("An island without a boat")


def _places(address: str) -> list[str]:
    """Where a story of this address shows, besides its own page."""
    year, month, day = address.strip("/").split("/")[:3]
    return [
        *("/", "/world/", "/authors/mara-ellison/", "/authors/leo-sandoval/"),
        *("/feed.rss", "/feed.atom", "/feed.json", "/world/feed.rss", "/news-sitemap.xml"),
        *("/-/search?q=nine+people", f"/{year}/{month}/{day}/", f"/{year}/{month}/"),
        f"/sitemaps/stories-{year}-{month}.xml",
    ]


def _it_is_everywhere(running: Running, address: str) -> None:
    for path in _places(address):
        status, body = get(running.url + path)
        assert status == 200, path  # the page of 404 leads to it as well
        assert SLUG in body.decode(), path


def _nothing_is_left_of_it(running: Running, address: str) -> None:
    assert until(lambda: get(running.url + address)[0] == 410)
    elsewhere = f"{address.removesuffix(SLUG + '/')}island-without-a-boat/"
    for path in [*_places(address), elsewhere, "/sitemap.xml"]:
        status, body = get(running.url + path)
        assert status == (404 if "leo" in path else 200), path  # it was all that Leo signed
        assert HEADLINE not in body.decode(), path
        assert SLUG not in body.decode(), path
