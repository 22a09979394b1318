"""From sign-in to the reader's page in at most six clicks or keys that command; others need 62."""

from __future__ import annotations

import pytest
from playwright.sync_api import FileChooser, Locator, Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk
from tests.command import Running
from tests.pictures import a_picture

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
