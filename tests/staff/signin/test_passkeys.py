"""A passkey alone is two factors, or none."""

from __future__ import annotations

import json
from html import unescape
from re import search
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from broadsheet.staff.models import User
from tests.factories import ed, rosa
from tests.staff.signin.device import Device
from tests.staff.signin.people import LOGIN, OVERVIEW, SECOND, Browser, with_app, words

pytestmark = pytest.mark.django_db

PASSKEY = f"{LOGIN}passkey/"
ADD = f"{OVERVIEW}passkeys/add/"
CONFIRM = "/-/desk/account/confirm/"


def here() -> Browser:
    """A browser for which there can be passkeys: the paper has a name in it."""
    browser = Browser()
    browser.defaults["HTTP_HOST"] = "localhost"
    return browser


def options_in(page: Any) -> Any:
    found = search(r'data-options="([^"]+)"', page.content.decode())
    assert found, page.content.decode()
    return json.loads(unescape(found[1]))


def asked_for(browser: Browser, address: str = PASSKEY) -> Any:
    answer = browser.get(address, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    return answer.json()["request_options"]


def add_passkey(user: User, device: Device, **how: Any) -> Any:
    browser = here()
    browser.force_login(user)
    made = device.make(options_in(browser.get(ADD)), **how)
    form = {"credential": made, "name": "My telephone", "passwordless": "True"}
    return browser.post(ADD, form, follow=True)


def with_passkey(user: User) -> Device:
    device = Device()
    add_passkey(user, device)
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    return device


def test_a_passkey_is_asked_for_as_one_that_is_enough_alone() -> None:
    browser = here()
    browser.force_login(rosa())
    wanted = options_in(browser.get(ADD))["publicKey"]
    assert wanted["authenticatorSelection"]["userVerification"] == "required"
    assert wanted["authenticatorSelection"]["residentKey"] == "required"
    assert wanted["rp"] == {"id": "localhost", "name": "The Courier"}
    assert asked_for(here())["publicKey"]["userVerification"] == "required"


def test_a_passkey_opens_the_page_that_was_asked_for_without_password_or_code() -> None:
    device = with_passkey(rosa())
    browser = here()
    shown = device.show(asked_for(browser))
    answer = browser.post(PASSKEY, {"credential": shown, "next": "/-/desk/images/"})
    assert answer["Location"] == "/-/desk/images/"
    assert browser.is_in()


@pytest.mark.parametrize(
    "how",
    [
        {"verified": False},
        {"origin": "http://evil.example"},
        {"origin": "https://localhost.evil.example"},
    ],
)
def test_one_that_does_not_know_its_owner_or_speaks_to_another_page_opens_nothing(
    how: Any,
) -> None:
    device = with_passkey(rosa())
    browser = here()
    answer = browser.post(
        PASSKEY, {"credential": device.show(asked_for(browser), **how)}, follow=True
    )
    assert "doesn’t fit" in words(answer)
    assert not browser.is_in()
    assert "doesn’t fit" in words(add_passkey(ed(), Device(), **how))
    assert not Authenticator.objects.filter(user=ed()).exists()


def test_an_answer_is_good_for_one_question() -> None:
    device = with_passkey(rosa())
    browser = here()
    shown = device.show(asked_for(browser))
    browser.post(PASSKEY, {"credential": shown})
    assert browser.is_in()
    for other in (here(), here()):
        asked_for(other)
        other.post(PASSKEY, {"credential": shown})
        assert not other.is_in()


def test_a_passkey_is_its_owners() -> None:
    device = with_passkey(rosa())
    with_passkey(ed())
    device.owner = add_owner(ed())
    browser = here()
    browser.post(PASSKEY, {"credential": device.show(asked_for(browser))})
    assert not browser.is_in()


def add_owner(user: User) -> str:
    browser = here()
    browser.force_login(user)
    owner: str = options_in(browser.get(ADD))["publicKey"]["user"]["id"]
    return owner


def test_a_stolen_password_meets_the_passkey_as_second_step() -> None:
    device = with_passkey(rosa())
    browser = here()
    assert browser.sign_in(rosa())["Location"] == SECOND
    assert not browser.is_in()
    page = browser.get(SECOND)
    wrong = browser.post(SECOND, {"credential": Device().show(options_in(page))})
    assert "doesn’t fit" in words(wrong)
    assert not browser.is_in()
    browser.post(SECOND, {"credential": device.show(options_in(browser.get(SECOND)))})
    assert browser.is_in()


def test_a_passkey_shows_again_who_it_is() -> None:
    device = with_passkey(rosa())
    browser = here()
    browser.force_login(rosa())
    session = browser.session
    session["fresh_at"] = 0
    session.save()
    assert browser.get(ADD)["Location"].startswith(CONFIRM)
    wanted = asked_for(browser, f"{CONFIRM}passkey/")
    wrong = Device().show(wanted)
    assert browser.post(f"{CONFIRM}passkey/", {"credential": wrong})["Location"] == CONFIRM
    assert browser.get(ADD)["Location"].startswith(CONFIRM)
    shown = device.show(asked_for(browser, f"{CONFIRM}passkey/"))
    answer = browser.post(f"{CONFIRM}passkey/", {"credential": shown, "next": ADD})
    assert answer["Location"] == ADD
    assert browser.get(ADD).status_code == 200


def test_a_closed_account_opens_to_no_passkey() -> None:
    device = with_passkey(rosa())
    User.objects.filter(pk=rosa().pk).update(is_active=False)
    browser = here()
    answer = browser.post(PASSKEY, {"credential": device.show(asked_for(browser))}, follow=True)
    assert "This account is closed" in words(answer)
    assert not browser.is_in()


def test_a_removed_passkey_opens_nothing_and_nobody_removes_anothers() -> None:
    device = with_passkey(rosa())
    key = Authenticator.objects.get(type="webauthn").pk
    for user, status in ((ed(), 404), (rosa(), 302)):
        browser = here()
        browser.force_login(user)
        assert browser.post(f"{OVERVIEW}passkeys/{key}/remove/").status_code == status
    assert not Authenticator.objects.exists()
    browser = here()
    browser.post(PASSKEY, {"credential": device.show(asked_for(browser))})
    assert not browser.is_in()


@pytest.mark.parametrize(
    "sent",
    [
        *("", "null", "[]", "3", '"x"', "{}", "{", "true", "[[[]]]"),
        '{"response": 3}',
        '{"response": {"userHandle": 3}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "AA",'
        ' "clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"}}',
        '{"id": 3, "rawId": null, "type": [], "response": {"clientDataJSON": "e30"}}',
    ],
)
def test_whatever_is_sent_as_a_passkey_is_answered_in_words(sent: str) -> None:
    with_app(rosa())
    browser = here()
    asked_for(browser)
    assert browser.post(PASSKEY, {"credential": sent}).status_code == 302
    browser.sign_in(rosa())
    browser.get(SECOND)
    assert browser.post(SECOND, {"credential": sent}).status_code == 200
    inside = here()
    inside.force_login(ed())
    inside.get(ADD)
    assert inside.post(ADD, {"credential": sent, "passwordless": "True"}).status_code == 200


def test_where_there_can_be_no_passkeys_none_is_offered() -> None:
    assert "data-passkey" not in Browser().get(LOGIN).content.decode()
    assert "data-passkey" in here().get(LOGIN).content.decode()
