"""In and out with everything that lets somebody in, in a browser with a passkey in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD
from tests.budgets.visits import axe
from tests.command import Running
from tests.staff.signin.people import Phone

pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.sqlite]

EMAIL = "tom@example.org"
INSIDE = re.compile(r"/-/desk/$")
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Visitor:
    """Somebody at a browser who knows a password, and notes what is wrong with each page."""

    page: Page
    url: str
    wrong: list[str]

    def go(self, path: str) -> None:
        self.page.goto(f"{self.url}/-/desk/{path}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def password(self) -> None:
        self.page.context.clear_cookies(name="sessionid")
        self.go("")
        self.page.get_by_label("E-mail address").fill(EMAIL)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")

    def code(self, code: str) -> None:
        self.page.get_by_label("Code from your app, or a recovery code").fill(code)
        self.press("Go on")

    def look_over(self) -> None:
        self.wrong += [f"{self.page.url}: {each}" for each in axe(self.page)]


@pytest.fixture
def tom(browser: Browser, running: Running) -> Iterator[Visitor]:
    """Tom, whose way in no other test uses, at the only local address that passkeys take."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    visitor = Visitor(page, running.url.replace("127.0.0.1", "localhost"), [])
    page.on("console", lambda said: visitor.wrong.append(f"{page.url} says: {said.text}"))
    page.on("pageerror", lambda error: visitor.wrong.append(f"{page.url} fails: {error}"))
    yield visitor
    context.close()


def test_tom_gets_in_with_all_that_he_has_and_with_nothing_less(tom: Visitor) -> None:
    _phone, codes = _an_app_is_added(tom)
    tom.password()
    tom.look_over()
    tom.code("000 000")
    expect(tom.page.get_by_text("This code doesn’t fit")).to_be_visible()
    tom.code(codes[0])
    expect(tom.page).to_have_url(INSIDE)
    _a_passkey_is_added(tom)
    _it_is_enough_alone(tom)
    _and_as_a_second_step(tom)
    assert tom.wrong == []


def _an_app_is_added(tom: Visitor) -> tuple[Phone, list[str]]:
    page = tom.page
    tom.go("account/signing-in/")
    tom.look_over()
    tom.password()
    tom.go("account/signing-in/")
    page.get_by_role("link", name="Add an app").click()
    expect(page.get_by_role("img", name="QR code for your app")).to_be_visible()
    page.get_by_text("Or type it in").click()
    tom.look_over()
    phone = Phone(page.locator(".secret").inner_text())
    page.get_by_label("Type the six digits that it shows").fill(phone.code())
    tom.press("Add the app")
    codes = page.locator(".codes li")
    expect(codes).to_have_count(10)
    tom.look_over()
    shown = codes.all_inner_texts()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Download them").click()
    assert Path(kept.value.path()).read_text("utf-8").split("\n") == [*shown, ""]
    return phone, shown


def _a_passkey_is_added(tom: Visitor) -> None:
    page = tom.page
    session: Any = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    tom.go("account/signing-in/")
    page.get_by_role("link", name="Add a passkey").click()
    _nothing_is_asked_that_the_browser_cant_answer(page)
    page.reload()  # each page has a challenge of its own
    page.get_by_label("What you call it").fill("My telephone")
    tom.look_over()
    tom.press("Make a passkey")
    expect(page.get_by_text("Passkey “My telephone”")).to_be_visible()


def _nothing_is_asked_that_the_browser_cant_answer(page: Page) -> None:
    """Before the script is there, and in a browser that knows no passkeys."""
    other = page.context.new_page()
    other.route("**/passkeys*.js", lambda route: route.abort())
    other.goto(page.url)
    expect(other.get_by_label("What you call it")).to_be_hidden()
    other.unroute("**/passkeys*.js")
    other.add_init_script("delete window.PublicKeyCredential")
    other.goto(page.url)
    expect(other.get_by_text("This browser can’t make passkeys")).to_be_visible()
    other.close()


def _it_is_enough_alone(tom: Visitor) -> None:
    tom.page.context.clear_cookies()
    tom.go("account/confirm/")
    tom.press("Sign in with a passkey")
    expect(tom.page.get_by_text("Please show that it is you")).to_be_visible()
    tom.look_over()
    tom.press("Use a passkey")
    expect(tom.page).to_have_url(INSIDE)


def _and_as_a_second_step(tom: Visitor) -> None:
    tom.password()
    tom.press("Use a passkey")
    expect(tom.page).to_have_url(INSIDE)
