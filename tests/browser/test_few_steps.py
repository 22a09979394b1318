"""A brief, from sign-in to the reader's page, takes six clicks at most, agency copy four; others'
systems need 62 for a brief.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, Locator, Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk
from tests.command import Running, broadsheet
from tests.pictures import a_picture
from tests.wire.incoming.samples import a_file, an_item

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

HEADLINE = "Harbour light is lit again"
PICTURE = {"name": "light.jpg", "mimeType": "image/jpeg", "buffer": a_picture(size=(900, 600))}


class Hand:
    """A hand that counts what it clicks. Typing into what has the cursor isn't counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def choose_file(self, what: Locator) -> None:
        with self.page.expect_file_chooser() as opened:
            self.click(what)
        chooser: FileChooser = opened.value
        chooser.set_files(PICTURE)  # type: ignore[arg-type]

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)


def test_a_brief_with_a_picture_is_with_readers_after_six_clicks(
    page: Page, running: Running
) -> None:
    Desk(page, running.url).sign_in("ed@example.org", PASSWORD)
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Write a brief"))
    expect(page.locator("[name=title]")).to_be_focused()
    hand.type(HEADLINE)
    hand.click(page.locator("[name=body]"))
    hand.type("The light at the mole burned from seven. It had been dark since Monday.")
    hand.choose_file(page.locator("[name=picture]"))
    expect(page.locator("[name=alt]")).to_be_focused()
    hand.type("A lighthouse at dusk")
    hand.click(page.locator("[name=credit]"))
    hand.type("Ed / The Courier")
    hand.click(page.get_by_role("button", name="Publish now"))
    hand.click(page.get_by_role("main").get_by_role("link", name="light-is-lit-again"))
    assert hand.clicks <= 6
    expect(page.locator("article.story h1")).to_have_text(HEADLINE)
    expect(page.locator("article.story")).to_contain_text("dark since Monday")
    expect(page.locator("article.story img[alt='A lighthouse at dusk']")).to_be_visible()
    expect(page.locator("article.story .by")).to_contain_text("Ed Ames")


def test_agency_copy_is_with_readers_after_four_clicks(
    page: Page, running: Running, directory: Path, tmp_path: Path
) -> None:
    item = an_item(creditLine="Coast Agency", usageTerms="Not for archives")
    came = broadsheet("import", "ninjs", a_file(tmp_path, item), cwd=directory)
    assert came.returncode == 0, came.stderr
    Desk(page, running.url).sign_in("ed@example.org", PASSWORD)
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Wire", exact=True))
    hand.click(page.get_by_role("link", name="The last ferry is kept"))
    hand.click(page.get_by_role("button", name="Publish now"))
    hand.click(page.get_by_role("main").get_by_role("link", name="the-last-ferry-is-kept"))
    assert hand.clicks <= 4
    expect(page.locator("article.story h1")).to_have_text("The last ferry is kept")
    expect(page.locator("article.story")).to_contain_text("Coast Agency Not for archives")
