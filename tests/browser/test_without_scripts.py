"""A reader who has switched scripts off reads, searches, signs up and leaves."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.command import Running, until

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


def test_a_story_is_found_and_read_without_scripts(plain_page: Page, running: Running) -> None:
    plain_page.goto(f"{running.url}/")
    plain_page.get_by_role("navigation", name="Sections").first.get_by_text("City").click()
    expect(plain_page.locator("h1")).to_have_text("City")
    plain_page.get_by_role("main").get_by_role("link", name="Tide table for day 3").first.click()
    expect(plain_page.locator("h1")).to_have_text("Tide table for day 3")
    expect(plain_page.get_by_text("The harbour was quiet.")).to_be_visible()
    plain_page.get_by_role("link", name="Mara Ellison").first.click()
    expect(plain_page.locator("h1")).to_have_text("Mara Ellison")


def test_the_archive_is_searched_without_scripts(plain_page: Page, running: Running) -> None:
    plain_page.goto(f"{running.url}/")
    plain_page.get_by_role("searchbox").fill("harbour quiet")
    plain_page.get_by_role("button", name="Search").click()
    expect(plain_page.get_by_role("status")).to_have_text("12 stories found")
    expect(plain_page.locator("mark").first).to_have_text(re.compile("harbour|quiet"))
    form = plain_page.get_by_role("search", name="Search by words, people and dates")
    form.get_by_label("Section").select_option("City")
    form.get_by_label("To").fill("2001-01-01")
    form.get_by_role("button").click()
    expect(plain_page.get_by_role("status")).to_have_text("0 stories found")


def test_a_reader_signs_up_chooses_leaves_and_is_forgotten_without_scripts(
    plain_page: Page, running: Running, directory: Path
) -> None:
    _sign_up(plain_page, running)
    plain_page.goto(running.url + _link_in_a_mail(directory, "confirm"))
    plain_page.get_by_role("button", name="Yes, send it to me").click()
    expect(plain_page.locator("h1")).to_have_text("You are on the list")
    _sign_up(plain_page, running)  # who asks again is told how to leave
    plain_page.goto(running.url + _link_in_a_mail(directory, "leave"))
    plain_page.get_by_role("button", name="Take me off the list").click()
    expect(plain_page.locator("h1")).to_have_text("You are off the list")
    _choose_and_be_forgotten(plain_page, running, directory)


def _choose_and_be_forgotten(page: Page, running: Running, directory: Path) -> None:
    """On the reader's own page, whose link was in the mail: join again, pause, carry off, end."""
    page.goto(running.url + _link_in_a_mail(directory, "preferences"))
    every = page.get_by_role("checkbox", name="The Courier")
    expect(every).not_to_be_checked()
    every.check()
    page.get_by_label("How often “The Courier” comes").select_option("weekly at most")
    page.get_by_label("Pause everything").select_option("for two weeks")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(every).to_be_checked()
    expect(page.get_by_label("Pause everything")).to_have_value("keep")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.locator("h1")).to_have_text("Look in your letter box")
    page.goto(running.url + _link_in_a_mail(directory, "preferences", before=1))
    with page.expect_download() as carried:
        page.get_by_role("button", name="Download my data").click()
    data = json.loads(Path(carried.value.path()).read_text())
    assert data["reader"]["email"] == "max@example.org"
    page.get_by_role("button", name="Take me off every list").click()
    expect(every).not_to_be_checked()
    page.get_by_role("link", name="Delete me").click()
    expect(page.locator("h1")).to_have_text("Delete everything about you?")
    page.get_by_role("button", name="Delete me").click()
    expect(page.locator("h1")).to_have_text("You are forgotten")


def _sign_up(page: Page, running: Running) -> None:
    page.goto(f"{running.url}/")
    stay = page.get_by_role("region", name="Stay in touch")
    stay.get_by_label("Your e-mail address").fill("max@example.org")
    stay.get_by_role("button", name="Sign up").click()
    expect(page.locator("h1")).to_have_text("Look in your letter box")


def _link_in_a_mail(directory: Path, kind: str, *, before: int = 0) -> str:
    """Return the path of the link of this kind that the worker sent after so many others."""
    found: list[str] = []

    def look() -> bool:
        found.clear()
        for mail in sorted((directory / "data" / "mail").glob("*.log")):
            words = mail.read_text().replace("=\n", "")
            found.extend(re.findall(rf"(/-/newsletters/{kind}/\S+)", words))
        return len(found) > before

    assert until(look)
    return found[before]
