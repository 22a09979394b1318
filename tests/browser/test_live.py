"""An entry of live coverage on its way from a telephone to readers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk
from tests.command import Running

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


def test_an_entry_comes_without_reloading_and_goes_again(
    page: Page, plain_page: Page, running: Running
) -> None:
    reader = page.context.new_page()
    reader.goto(f"{running.url}/city/")
    reader.get_by_role("link", name="Bond night").first.click()
    expect(reader.locator(".entry")).to_have_count(1)
    address = reader.url
    desk = Desk(page, running.url)
    desk.sign_in("pru@example.org", PASSWORD)
    desk.open("Bond night")
    key = re.findall(r"/pages/(\d+)/", page.url)[0]
    page.goto(f"{desk.url}/stories/{key}/live/")
    page.locator("[name=headline]").fill("Eight to five")
    page.locator("[name=text]").fill("The bond is carried.")
    page.get_by_role("button", name="Publish now").click()
    # Brought to the front: in the background a page asks for nothing.
    reader.bring_to_front()
    expect(reader.locator(".entry h3").first).to_have_text("Eight to five")
    expect(reader.locator(".entry")).to_have_count(2)
    plain_page.goto(address)
    expect(plain_page.locator(".entry h3").first).to_have_text("Eight to five")
    page.bring_to_front()
    page.get_by_role("button", name="Take back").first.click()
    reader.bring_to_front()
    expect(reader.locator(".entry")).to_have_count(1)
    plain_page.reload()
    expect(plain_page.locator(".entry")).to_have_count(1)
