"""A reader who has switched scripts off reads and searches."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.command import Running

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
