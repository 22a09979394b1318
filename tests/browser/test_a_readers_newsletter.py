"""From “Stay in touch” to the last letter, scripts off, by a mail server and a mail service."""

from __future__ import annotations

import base64
import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PASSWORD, PROVIDER
from tests.command import Running, until
from tests.newsletters.sending.office import Office

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

EMAIL = "max@example.org"


@dataclass
class Max:
    """A reader at a browser, and the letters in his box."""

    page: Page
    url: str
    office: Office

    @property
    def list(self) -> Locator:
        """Whether he gets the newsletter, on his own page."""
        return self.page.get_by_role("checkbox", name="The Courier")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def look_again(self) -> None:
        """Open the page anew, without sending its form again."""
        self.page.goto(self.page.url)

    def sees(self, headline: str) -> None:
        expect(self.page.locator("h1")).to_have_text(headline)

    def letter(self, subject: str) -> Any:
        """The last letter with these words for a subject, once it has come."""
        found: list[Any] = []

        def look() -> bool:
            found[:] = [each for each in self.office.messages if subject in each["Subject"]]
            return bool(found)

        assert until(look), [each["Subject"] for each in self.office.messages]
        return found[-1]

    def follow(self, letter: Any, kind: str) -> None:
        """Open the link of this kind in a letter."""
        words = letter.get_body(("plain",)).get_content()
        found = re.search(rf"/-/newsletters/{kind}/\S+", words)
        assert found, words
        self.page.goto(self.url + found[0])


def test_a_reader_signs_up_gets_a_number_chooses_leaves_and_is_forgotten(
    plain_page: Page, running: Running, office: Office
) -> None:
    reader = Max(plain_page, running.url, office)
    sign_up(reader)
    send_the_number(plain_page, running.url)
    number = reader.letter("The harbour this week")
    assert number["To"] == EMAIL
    reader.follow(number, "leave")
    reader.press("Take me off the list")
    reader.sees("You are off the list")
    reader.follow(number, "preferences")
    choose(reader)
    leave_by_one_click(reader, number)
    hear_of_the_provider(reader, number)
    be_forgotten(reader)


def sign_up(reader: Max) -> None:
    reader.page.goto(f"{reader.url}/")
    stay = reader.page.get_by_role("region", name="Stay in touch")
    stay.get_by_label("Your e-mail address").fill(EMAIL)
    stay.get_by_role("button", name="Sign up").click()
    reader.sees("Look in your letter box")
    reader.follow(reader.letter("Please confirm"), "confirm")
    reader.press("Yes, send it to me")
    reader.sees("You are on the list")


def send_the_number(page: Page, url: str) -> None:
    """Have Pru send the number that stands ready."""
    page.goto(f"{url}/-/desk/login/")
    page.locator("[name=username]").fill("pru@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.goto(f"{url}/-/desk/number/")
    page.get_by_role("link", name="The harbour this week").first.click()
    page.get_by_role("link", name="Go on to send it").click()
    page.get_by_role("button", name="Send it").click()
    page.context.clear_cookies()


def choose(reader: Max) -> None:
    """On his own page: join again, not every day, and pause."""
    expect(reader.list).not_to_be_checked()
    reader.list.check()
    often = reader.page.get_by_label("How often “The Courier” comes")
    often.select_option("weekly at most")
    reader.page.get_by_label("Pause everything").select_option("for two weeks")
    reader.press("Save")
    expect(reader.page.get_by_role("status")).to_have_text("Saved.")
    expect(reader.list).to_be_checked()
    expect(reader.page.get_by_label("Pause everything")).to_have_value("keep")


def leave_by_one_click(reader: Max, number: Any) -> None:
    """Leave as his mail provider does it for him (RFC 8058): by one POST, and nothing by GET."""
    link = re.search(r"<(https?:[^>]+)>", number["List-Unsubscribe"])
    assert link, number["List-Unsubscribe"]
    address = reader.url + re.sub(r"^https?://[^/]+", "", link[1])
    post(address)
    reader.look_again()
    expect(reader.list).to_be_checked()
    post(address, number["List-Unsubscribe-Post"].encode())
    reader.look_again()
    expect(reader.list).not_to_be_checked()


def hear_of_the_provider(reader: Max, number: Any) -> None:
    """The mail service tells of a bounce and of a complaint; who isn't it tells nothing."""
    key = number["Message-ID"].strip("<>").partition("@")[0]
    bounce = {"RecordType": "Bounce", "Type": "HardBounce", "Details": "550 5.1.1 Nobody here"}
    complaint = {"RecordType": "SpamComplaint", "Type": "SpamComplaint"}
    again = reader.page.get_by_label("Write to me again")
    for event, words in ((bounce, "came back to us"), (complaint, "you don’t want our mail")):
        reader.list.check()
        reader.press("Save")
        told = json.dumps({**event, "Email": EMAIL, "ID": 1, "Metadata": {"send": key}}).encode()
        hook = f"{reader.url}/-/newsletters/provider/postmark/tracking/"
        assert post(hook, told, "somebody:else") == 400
        reader.look_again()
        expect(again).to_have_count(0)
        assert post(hook, told, PROVIDER) == 200
        reader.look_again()
        expect(reader.page.locator("form.choices .notice")).to_contain_text(words)
        again.check()
        reader.press("Save")
        expect(again).to_have_count(0)


def be_forgotten(reader: Max) -> None:
    """By a link that is mailed on asking: carry his data off, and end."""
    reader.press("Send me the link")
    reader.sees("Look in your letter box")
    reader.follow(reader.letter("Your newsletters"), "preferences")
    with reader.page.expect_download() as carried:
        reader.press("Download my data")
    data = json.loads(Path(carried.value.path()).read_text())
    assert data["reader"]["email"] == EMAIL
    assert [each["state"] for each in data["sends"]] == ["bounced"]
    acts = [each["act"] for each in data["consents"]]
    assert acts[:5] == ["asked", "confirmed", "left", "confirmed", "left"]
    assert {"bounced", "complained"} < set(acts)
    reader.press("Take me off every list")
    expect(reader.list).not_to_be_checked()
    reader.page.get_by_role("link", name="Delete me").click()
    reader.sees("Delete everything about you?")
    reader.press("Delete me")
    reader.sees("You are forgotten")


def post(address: str, body: bytes | None = None, name: str = "") -> int:
    """Send what no browser does, or look without a body; return the status of the answer."""
    request = urllib.request.Request(address, body)
    if name:
        request.add_header("Authorization", f"Basic {base64.b64encode(name.encode()).decode()}")
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
