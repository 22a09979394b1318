"""A6: a link to a new password, for who asked, once, soon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.staff.models import ResetRequest, User
from broadsheet.staff.tasks import send_reset_letters
from tests.factories import rosa
from tests.staff.signin.people import SECOND, Browser, with_app, words

pytestmark = pytest.mark.django_db

ASK = "/-/desk/password_reset/"
NEW = "marble kettle sunday"


class NoServer(BaseEmailBackend):
    """A mail server that isn't there."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Coordinates]:
    settings.BROADSHEET = replace(settings.BROADSHEET, url="https://paper.example")
    settings.ALLOWED_HOSTS = ["*"]
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False) as moved:
        yield moved


def letters() -> list[str]:
    """Return what the worker sends now."""
    before = len(mail.outbox)
    send_reset_letters()
    return [str(letter.body) for letter in mail.outbox[before:]]


def link(**extra: Any) -> str:
    """Ask for Rosa's link; return its path."""
    Browser().post(ASK, {"email": rosa().email}, **extra)
    found = re.search(r"https://paper\.example(/-/desk/password_reset/confirm/\S+/)", letters()[-1])
    assert found
    return found[1]


def choose(browser: Browser, address: str, password: str = NEW) -> Any:
    page = browser.get(address, follow=True)
    form = {"new_password1": password, "new_password2": password}
    return browser.post(page.request["PATH_INFO"], form, follow=True)


def test_a_link_sets_a_new_password_and_ends_what_the_old_one_opened() -> None:
    there = Browser()
    there.sign_in(rosa())
    address = link()
    browser = Browser()
    assert "You have a new password" in words(choose(browser, address))
    assert not browser.is_in()
    assert not there.is_in()
    assert browser.sign_in(rosa(), NEW)["Location"] == "/-/desk/"


def test_a_link_is_used_once_and_within_half_an_hour(clock: time_machine.Coordinates) -> None:
    address = link()
    choose(Browser(), address)
    assert "This link opens nothing any more" in words(choose(Browser(), address, "other " + NEW))
    late = link()
    clock.shift(timedelta(minutes=30, seconds=1))
    assert "This link opens nothing any more" in words(choose(Browser(), late, "other " + NEW))
    assert "opens nothing" in words(Browser().get(f"{ASK}confirm/MQ/nonsense/"))
    assert rosa().check_password(NEW)


@pytest.mark.parametrize("change", ["email", "sign-in"])
def test_a_link_is_over_when_the_address_changes_or_its_owner_signs_in(
    change: str, clock: time_machine.Coordinates
) -> None:
    address = link()
    clock.shift(60)
    if change == "email":
        User.objects.filter(pk=rosa().pk).update(email="rosa.new@example.org")
    else:
        Browser().sign_in(rosa())
    assert "This link opens nothing any more" in words(choose(Browser(), address))


def test_the_answer_and_what_it_costs_are_the_same_for_everybody() -> None:
    rosa()
    Browser().post(ASK, {"email": "somebody.else@example.org"})
    answers, costs = [], []
    for email in (rosa().email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answers.append(Browser().post(ASK, {"email": email}, follow=True).content)
        costs.append([re.sub(r"\W.*", "", query["sql"]) for query in queries])
    assert answers[0] == answers[1]
    assert costs[0] == costs[1]
    assert len(letters()) == 1
    assert not ResetRequest.objects.exists()


def test_letters_lead_to_the_configured_address_whatever_the_request_says() -> None:
    Browser().post(ASK, {"email": rosa().email}, HTTP_HOST="evil.example")
    assert "evil" not in letters()[0]


def test_nobody_is_flooded_with_letters() -> None:
    for number in range(9):
        Browser().post(ASK, {"email": rosa().email}, REMOTE_ADDR=f"192.0.2.{number}")
    assert len(letters()) == 3


def test_a_letter_that_cannot_go_goes_later(clock: time_machine.Coordinates, settings: Any) -> None:
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    assert Browser().post(ASK, {"email": rosa().email}).status_code == 302
    assert letters() == []
    settings.EMAIL_BACKEND = works
    assert letters() == []
    clock.shift(121)
    assert len(letters()) == 1
    assert letters() == []


def test_a_new_password_skips_no_second_factor() -> None:
    with_app(rosa())
    browser = Browser()
    choose(browser, link())
    assert browser.sign_in(rosa(), NEW)["Location"] == SECOND
    assert not browser.is_in()


def test_a_closed_account_gets_no_letter() -> None:
    User.objects.filter(pk=rosa().pk).update(is_active=False)
    Browser().post(ASK, {"email": "rosa@example.org"})
    assert letters() == []


def test_a_link_stands_in_no_address_that_another_site_could_see() -> None:
    page = Browser().get(link(), follow=True)
    assert page.redirect_chain[-1][0].endswith("/set-password/")
    assert page["Referrer-Policy"] == "same-origin"
