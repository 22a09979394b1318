"""A2, A5: who owes a second factor does nothing else; no way in goes round one that is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail

from broadsheet.staff.invitations.acts import invite
from broadsheet.staff.models import Session, User
from broadsheet.staff.signin.rescue import rescue
from broadsheet.staff.tasks import send_reset_letters
from tests.factories import PASSWORD, a_paper, desk_of, ed, pru, rosa
from tests.staff.signin.device import Device
from tests.staff.signin.people import APP, DESK, LOGIN, SECOND, Browser, add_app, with_app, words
from tests.staff.signin.test_passkeys import PASSKEY, asked_for, here, with_passkey

pytestmark = pytest.mark.django_db

REQUIRED = "/-/desk/account/signing-in/required/"
CONFIRM = "/-/desk/account/confirm/"
NEW = "marble kettle sunday"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False) as moved:
        yield moved


@pytest.fixture
def public(settings: Any) -> None:
    """The paper has an address of its own."""
    settings.BROADSHEET = replace(settings.BROADSHEET, url="https://paper.example")


def signed_in(user: User) -> Browser:
    browser = Browser()
    browser.sign_in(user)
    return browser


@pytest.mark.usefixtures("public")
def test_who_must_have_a_second_factor_is_told_for_a_week_and_then_does_nothing_else(
    clock: time_machine.Coordinates,
) -> None:
    browser = signed_in(ed())
    assert "Until Dec. 4, 2026, 4 a.m. you can put it off" in words(browser.get(DESK))
    clock.shift(timedelta(days=6, hours=23))
    browser.sign_in(ed())
    assert browser.is_in()
    clock.shift(timedelta(hours=1))
    for address in (DESK, "/-/desk/pages/", "/-/desk/account/", "/-/desk/api/main/pages/"):
        assert browser.get(address)["Location"] == REQUIRED, address
    assert browser.get("/media/renditions/x.jpg").status_code == 404
    assert "Please add a second factor" in words(browser.get(REQUIRED))
    browser.post(CONFIRM, {"password": PASSWORD})
    add_app(browser)
    assert browser.is_in()


@pytest.mark.usefixtures("public")
def test_a_removed_factor_is_owed_at_once(clock: time_machine.Coordinates) -> None:
    browser = signed_in(ed())
    add_app(browser)
    clock.shift(timedelta(days=8))
    browser = signed_in(ed())
    Authenticator.objects.all().delete()
    assert signed_in(ed()).get(DESK)["Location"] == REQUIRED


@pytest.mark.usefixtures("public")
def test_of_other_roles_nothing_is_demanded(clock: time_machine.Coordinates) -> None:
    signed_in(rosa())
    clock.shift(timedelta(days=30))
    assert signed_in(rosa()).is_in()


def test_while_a_paper_is_tried_out_nothing_is_demanded(clock: time_machine.Coordinates) -> None:
    signed_in(pru())
    clock.shift(timedelta(days=30))
    assert signed_in(pru()).is_in()


def by_password(_user: User) -> Browser:
    return signed_in(_user)


def by_wagtails_own_view(user: User) -> Browser:
    browser = Browser()
    browser.post(f"{LOGIN}?next=/-/desk/", {"username": user.email, "password": PASSWORD})
    return browser


def by_reset(user: User) -> Browser:
    browser = Browser()
    browser.post("/-/desk/password_reset/", {"email": user.email})
    send_reset_letters()
    found = re.search(r"(/-/desk/password_reset/confirm/\S+/)", str(mail.outbox[-1].body))
    assert found
    page = browser.get(found[1], follow=True)
    form = {"new_password1": NEW, "new_password2": NEW}
    browser.post(page.request["PATH_INFO"], form)
    assert not browser.is_in()
    browser.sign_in(user, NEW)
    return browser


def by_a_foreign_recovery_code(user: User) -> Browser:
    _phone, codes = with_app(ed())
    browser = signed_in(user)
    browser.post(SECOND, {"code": codes[0]})
    return browser


def by_a_foreign_passkey_as_second_step(user: User) -> Browser:
    device = with_passkey(ed())
    browser = signed_in(user)
    browser.get(SECOND)
    wanted = {"publicKey": {"rpId": "localhost", "challenge": "AA"}}
    browser.post(SECOND, {"credential": device.show(wanted)})
    return browser


def by_a_passkey_that_knows_nobody(user: User) -> Browser:
    browser = here()
    device = Device()
    device.owner = "MQ"
    browser.post(PASSKEY, {"credential": device.show(asked_for(browser))})
    return browser


def by_an_invitation(user: User) -> Browser:
    """An open invitation to an address that has become somebody's meanwhile."""
    sent = invite(email="later@example.org", role="reporter")
    User.objects.filter(pk=user.pk).update(email="later@example.org")
    browser = Browser()
    path = sent.link.partition("//")[2].partition("/")[2]
    browser.post(f"/{path}", {"first_name": "X", "password": NEW})
    return browser


def by_the_page_itself(user: User) -> Browser:
    browser = signed_in(user)
    for address in (DESK, APP, CONFIRM, REQUIRED):
        browser.get(address)
        browser.post(address, {"password": PASSWORD})
    return browser


WAYS = [
    by_password,
    by_wagtails_own_view,
    by_reset,
    by_a_foreign_recovery_code,
    by_a_foreign_passkey_as_second_step,
    by_a_passkey_that_knows_nobody,
    by_an_invitation,
    by_the_page_itself,
]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_in_goes_round_the_second_factor(way: Callable[[User], Browser]) -> None:
    a_paper()
    with_app(rosa())
    before = set(Session.objects.filter(user=rosa()).values_list("pk", flat=True))
    browser = way(rosa())
    assert not browser.is_in()
    theirs = Session.objects.filter(user__email__in=["rosa@example.org", "later@example.org"])
    assert set(theirs.values_list("pk", flat=True)) <= before


def test_there_is_no_other_way_in() -> None:
    a_paper()
    for address in ("/admin/", "/admin/login/", "/accounts/login/", "/-/desk/accounts/login/"):
        assert Browser().get(address).status_code in {302, 404}, address
        assert b"password" not in Browser().get(address).content


SENSITIVE = (
    "/-/desk/users/new/",
    "/-/desk/groups/new/",
    "/-/desk/invitations/",
    "/-/desk/reports/site-history/?export=csv",
    "/-/desk/users/?export=xlsx",
)


def test_accounts_and_exports_ask_once_more_who_it_is(clock: time_machine.Coordinates) -> None:
    browser = signed_in(pru())
    assert browser.get("/-/desk/users/new/").status_code == 200
    clock.shift(timedelta(minutes=15, seconds=1))
    addresses = (
        *SENSITIVE,
        f"/-/desk/users/edit/{rosa().pk}/",
        f"/-/desk/users/{pru().pk}/signing-in/",
    )
    for address in addresses:
        assert browser.get(address)["Location"].startswith(f"{CONFIRM}?next="), address
    assert browser.get("/-/desk/users/").status_code == 200
    browser.post(CONFIRM, {"password": PASSWORD})
    for address in addresses:
        assert browser.get(address).status_code == 200, address


def test_a_form_that_was_opened_in_time_may_be_sent_within_the_hour_and_no_later(
    clock: time_machine.Coordinates,
) -> None:
    form = {"email": "nora@example.org", "role": "reporter"}
    browser = signed_in(pru())
    clock.shift(timedelta(minutes=59))
    assert browser.post("/-/desk/invitations/", form).status_code == 200
    clock.shift(timedelta(minutes=2))
    asked = browser.post("/-/desk/invitations/", {**form, "email": "x@example.org"}, follow=True)
    assert "Nothing was changed. Please fill in the form once more." in words(asked)


def test_who_comes_without_a_password_does_nothing_before_there_is_a_passkey() -> None:
    a_paper()
    sent = invite(email="nora@example.org", role="reporter")
    browser = here()
    path = "/" + sent.link.partition("//")[2].partition("/")[2]
    answer = browser.post(path, {"first_name": "Nora", "way": "passkey"})
    assert answer["Location"].endswith("/passkeys/add/")
    assert browser.get(DESK)["Location"] == REQUIRED
    nora = User.objects.get(email="nora@example.org")
    assert not nora.has_usable_password()
    with_passkey(nora)
    assert browser.is_in()


def test_who_has_lost_the_phone_is_let_in_by_a_publisher_and_by_nobody_else() -> None:
    with_app(rosa())
    there = desk_of(rosa())
    address = f"/-/desk/users/{rosa().pk}/signing-in/"
    assert desk_of(ed()).post(address, {"rescue": "yes"})["Location"] == DESK
    assert Authenticator.objects.filter(user=rosa()).exists()
    desk = desk_of(pru())
    assert "TOTP" in words(desk.get(address))
    desk.post(address, {"rescue": "yes"})
    assert not Authenticator.objects.filter(user=rosa()).exists()
    assert there.get("/-/desk/images/").status_code == 302
    assert signed_in(rosa()).is_in()
    assert "Second factors removed: 2" in words(desk.get("/-/desk/reports/audit/"))


def test_a_publisher_ends_anothers_session() -> None:
    there = signed_in(rosa())
    address = f"/-/desk/users/{rosa().pk}/signing-in/"
    desk = desk_of(pru())
    names = re.findall(r'name="session" value="(\w+)"', desk.get(address).content.decode())
    desk.post(address, {"session": names[0]})
    assert not there.is_in()


def test_a_rescue_from_the_command_says_how_many() -> None:
    with_app(rosa())
    assert rescue(user=rosa()) == 2
