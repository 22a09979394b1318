"""The rows of a newspaper's page, from its top to its foot, as a reader finds them."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.command import until

NEW_YORK = ZoneInfo("America/New_York")


def in_words(moment: datetime) -> str:
    """Write a day as an American paper does: “Sunday, December 22, 2024”."""
    return f"{moment:%A, %B} {moment.day}, {moment.year}"


def strip(page: Page) -> None:
    """The temperature now, the place, today in words: and that it is today."""
    assert until(lambda: page.reload() and page.locator(".strip .temperature").count())
    expect(page.locator(".strip .temperature")).to_contain_text("−6.6 °C")
    expect(page.locator(".strip .place")).to_have_text("New York")
    today = {in_words(datetime.now(NEW_YORK))}
    shown = page.locator(".strip .today").inner_text()
    today.add(in_words(datetime.now(NEW_YORK)))  # midnight may have come between
    assert shown in {f"Today is {day}" for day in today}


def nameplate(page: Page) -> None:
    """The name, the sections, a search box that finds, a way to subscribe."""
    head = page.locator("header.nameplate")
    expect(head.get_by_role("link", name="The Courier")).to_have_attribute("href", "/")
    sections = head.get_by_role("navigation", name="Sections").get_by_role("link")
    opened = [each for each in sections.all_inner_texts() if each in {"City", "World"}]
    assert opened == ["City", "World"]  # and those of other walks through the same paper
    expect(head.get_by_role("link", name="Subscribe")).to_have_attribute("href", "/newsletters/")
    here = page.url
    head.get_by_role("searchbox").fill("ferry nine")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/-/search\?q=ferry\+nine$"))
    expect(page.get_by_role("status")).to_have_text("1 story found")
    page.goto(here)


def head_of_story(page: Page) -> None:
    """One headline; what stands above and under it; who, where and when."""
    story = page.locator("article.story")
    expect(page.locator("h1")).to_have_count(1)
    expect(story.locator("h1")).to_have_text("A ferry for the island")
    expect(story.locator(".kicker")).to_have_text("Crossings")
    expect(story.get_by_role("navigation", name="You are in")).to_have_text("World")
    expect(story.locator(".standfirst")).to_have_text("It sails at six.")
    hero = story.locator(".hero img")
    expect(hero).to_have_attribute("alt", "Boats at a quay")
    assert hero.evaluate("img => img.decode().then(() => img.naturalWidth > 0)")
    expect(story.locator(".hero figcaption")).to_contain_text("At first light")
    expect(story.locator(".hero figcaption")).to_contain_text("Leo Sandoval / Courier")
    expect(story.locator(".by")).to_have_text("By Mara Ellison and Leo Sandoval")
    day = story.locator(".dates time").get_attribute("datetime") or ""
    expect(story.locator(".dateline")).to_contain_text("Port Saltmere")
    expect(story.locator(".dateline")).to_contain_text(in_words(datetime.fromisoformat(day)))
    expect(story.locator(".dates")).to_contain_text("Published")


def body(page: Page) -> None:
    """What was written, in its order, with the line that leads on in its middle."""
    kinds = page.locator(".prose > :not(.dateline)").evaluate_all(
        "all => all.map(each => each.className || each.localName)"
    )
    assert kinds == ["p", "also-read", "p"]
    line = page.locator(".also-read")
    assert re.sub(r"\s+", " ", line.inner_text()).upper() == "ALSO READ: AN ISLAND WITHOUT A BOAT"


def author_boxes(page: Page) -> None:
    """One for each who signed, in the byline's order; each name leads to all they wrote."""
    boxes = page.locator(".end .author")
    expect(boxes).to_have_count(2)
    expect(boxes.nth(0)).to_contain_text("Mara reports from the harbour.")
    expect(boxes.nth(1)).to_contain_text("Leo takes pictures at sea.")
    here = page.url
    boxes.nth(1).get_by_role("link", name="Leo Sandoval").click()
    expect(page.locator("h1")).to_have_text("Leo Sandoval")
    expect(page.locator("main .rows article")).to_have_text(re.compile("A ferry for the island"))
    page.goto(here)


def rail(page: Page) -> None:
    """Latest is the newest; Don't Miss is never empty, nor the page's own, nor Latest's."""
    latest = page.get_by_role("region", name="Latest Posts").get_by_role("listitem")
    expect(latest.first).to_contain_text("A ferry for the island")
    miss = page.get_by_role("region", name="Don’t Miss").get_by_role("link").all_inner_texts()
    assert miss
    newest = [words for text in latest.all_inner_texts() for words in text.split("\n")]
    assert not {*miss} & {*newest, "A ferry for the island"}


def below(page: Page) -> None:
    """A field to stay in touch with; the paper's pages, policies and feeds."""
    stay = page.get_by_role("region", name="Stay in touch")
    expect(stay).to_contain_text("all the latest news, offers and special announcements")
    expect(stay.get_by_role("textbox", name="Your e-mail address")).to_be_visible()
    foot = page.get_by_role("contentinfo").get_by_role("link")
    wanted = {"About us", "Contact", "People", "Ethics", "Corrections", "Privacy"}
    assert wanted | {"RSS", "Atom", "JSON Feed"} <= {*foot.all_inner_texts()}
