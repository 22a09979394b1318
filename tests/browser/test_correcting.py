"""A correction, from the desk to the reader's page: in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk
from tests.command import Running, get, until

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

WAS, IS = "Tide table for day 7", "Tide table for day 8, low water"
NOTE = "It was the eighth day’s."


def test_a_fact_is_corrected_and_readers_are_told_and_can_compare(
    page: Page, running: Running
) -> None:
    desk = Desk(page, running.url)
    desk.sign_in("pru@example.org", PASSWORD)
    desk.open(WAS)
    desk.fill("title", IS)
    desk.press_publish()
    panel = page.locator("#panel-child-story-what_this_changes_for_readers-section")
    expect(panel.get_by_text("a fact of it would be another")).to_be_visible()
    expect(panel.locator("del")).to_have_text(WAS)
    assert IS not in get(f"{running.url}/corrections/")[1].decode()
    panel.get_by_label("A correction").check()
    panel.get_by_label("Note for readers").fill(NOTE)
    desk.publish()
    assert until(lambda: NOTE in get(f"{running.url}/corrections/")[1].decode())
    page.goto(f"{running.url}/corrections/")
    page.get_by_role("main").get_by_role("link", name=IS).first.click()
    expect(page.locator("article h1")).to_have_text(IS)
    note = page.locator(".told .correction")
    expect(note).to_contain_text(re.compile(f"Correction.*{NOTE}", re.DOTALL))
    note.get_by_role("link", name="What was changed").click()
    expect(page.locator("h1 del").first).to_be_visible()
    expect(page.locator("h1 ins").last).to_be_visible()
    assert page.url.endswith("/tide-7/versions/1/")
