"""Password, then a code: what a stolen password opens is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from tests.factories import PASSWORD, rosa
from tests.staff.signin.people import (
    APP,
    CODES,
    LOGIN,
    OVERVIEW,
    SECOND,
    Browser,
    Phone,
    add_app,
    with_app,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False) as moved:
        yield moved


def test_without_a_second_factor_the_password_opens_the_page_that_was_asked_for() -> None:
    rosa()
    browser = Browser()
    asked = browser.get("/-/desk/images/", follow=True)
    assert asked.redirect_chain == [(f"{LOGIN}?next=/-/desk/images/", 302)]
    fields = {"username": "ROSA@example.org", "password": PASSWORD, "next": "/-/desk/images/"}
    assert browser.post(LOGIN, fields)["Location"] == "/-/desk/images/"
    assert browser.is_in()


def test_a_sign_in_leads_to_no_other_site() -> None:
    rosa()
    fields = {"username": "rosa@example.org", "password": PASSWORD, "next": "//evil.example/"}
    assert Browser().post(LOGIN, fields)["Location"] == "/-/desk/"


def test_a_wrong_password_says_what_it_says_of_somebody_unknown() -> None:
    known = Browser().sign_in(rosa(), "not-the-password")
    unknown = Browser().post(LOGIN, {"username": "nobody@example.org", "password": PASSWORD})
    told = words(known)
    assert "Address and password don’t fit together." in told
    assert words(unknown) == told


def test_with_an_app_the_password_opens_nothing_until_the_code_is_typed() -> None:
    phone, _codes = with_app(rosa())
    browser = Browser()
    assert browser.sign_in(rosa())["Location"] == SECOND
    assert not browser.is_in()
    assert "This code doesn’t fit" in words(browser.post(SECOND, {"code": "000000"}))
    assert not browser.is_in()
    before = browser.cookies["sessionid"].value
    later = phone.code(later=1)  # a phone whose clock is a little ahead
    assert browser.post(SECOND, {"code": f"{later[:3]} {later[3:]}"})["Location"] == "/-/desk/"
    assert browser.is_in()
    assert browser.cookies["sessionid"].value != before


def test_a_code_is_good_for_one_time(clock: time_machine.Coordinates) -> None:
    phone, _codes = with_app(rosa())
    clock.shift(90)
    code = phone.code()
    for waited, good in ((0, True), (0, False), (29, False)):
        clock.shift(waited)
        browser = Browser()
        browser.sign_in(rosa())
        browser.post(SECOND, {"code": code})
        assert browser.is_in() is good


def test_a_recovery_code_opens_once_and_only_its_owners_door() -> None:
    _phone, codes = with_app(rosa())
    assert len(set(codes)) == 10
    for good in (True, False):
        assert _signed_in(codes[3]).is_in() is good
    assert "8 left" in words(_signed_in(codes[4]).get(OVERVIEW))


def _signed_in(code: str) -> Browser:
    browser = Browser()
    browser.sign_in(rosa())
    browser.post(SECOND, {"code": code})
    return browser


def test_recovery_codes_are_shown_once() -> None:
    browser = Browser()
    browser.sign_in(rosa())
    _phone, codes = add_app(browser)
    again = browser.get(CODES)
    assert "can’t be shown again" in words(again)
    assert not any(code in again.content.decode() for code in codes)
    new = browser.post(f"{CODES}new/", follow=True).content.decode()
    assert "recovery-codes.txt" in new
    assert codes[0] not in new
    other = Browser()
    other.sign_in(rosa())
    other.post(SECOND, {"code": codes[0]})
    assert not other.is_in()


def test_neither_secrets_nor_codes_lie_in_the_database() -> None:
    phone, codes = with_app(rosa())
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert phone.plain not in kept
    assert not any(code.replace(" ", "") in kept for code in codes)


def test_another_secret_key_opens_nothing_and_breaks_nothing(settings: Any) -> None:
    phone, codes = with_app(rosa())
    settings.SECRET_KEY = "another" * 10
    for code in (phone.code(), codes[0]):
        browser = Browser()
        browser.sign_in(rosa())
        assert "This code doesn’t fit" in words(browser.post(SECOND, {"code": code}))


def test_an_app_is_added_and_removed_only_by_who_has_just_shown_who_they_are(
    clock: time_machine.Coordinates,
) -> None:
    browser = Browser()
    browser.sign_in(rosa())
    clock.shift(15 * 60 + 1)
    asked = browser.get(APP)["Location"]
    assert asked == f"/-/desk/account/confirm/?next={APP.replace('/', '%2F')}"
    assert "isn’t your password" in words(browser.post(asked, {"password": "x", "next": APP}))
    assert browser.get(APP).status_code == 302
    assert browser.post(asked, {"password": PASSWORD, "next": APP})["Location"] == APP
    phone, _codes = add_app(browser)
    clock.shift(15 * 60 + 1)
    assert browser.post(f"{APP}remove/").status_code == 302
    assert Authenticator.objects.filter(type="totp").exists()
    browser.post("/-/desk/account/confirm/", {"code": phone.code()})
    browser.post(f"{APP}remove/")
    assert not Authenticator.objects.exists()


def test_the_first_code_must_fit() -> None:
    browser = Browser()
    browser.sign_in(rosa())
    page = browser.post(APP, {"code": "123456"})
    assert "Incorrect code" in words(page)
    assert not Authenticator.objects.exists()


def test_pages_at_the_door_are_nobodys_to_frame_keep_or_add_to() -> None:
    browser = Browser()
    browser.sign_in(rosa())
    for address in (LOGIN, APP, "/-/desk/account/confirm/"):
        page = (Browser() if address == LOGIN else browser).get(address)
        assert page.status_code == 200
        policy = page["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "same-origin"


def test_a_sign_in_begun_and_left_is_forgotten_after_a_quarter_of_an_hour(
    clock: time_machine.Coordinates,
) -> None:
    phone, _codes = with_app(rosa())
    browser = Browser()
    browser.sign_in(rosa())
    clock.shift(15 * 60 + 1)
    assert browser.post(SECOND, {"code": phone.code()})["Location"] == LOGIN
    assert not browser.is_in()


def test_a_phone_is_an_app_like_any_other() -> None:
    """RFC 6238, appendix B, shortened to six digits: the tests' own phone can be believed."""
    with time_machine.travel(1111111109, tick=False):
        assert Phone("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").code() == "081804"
