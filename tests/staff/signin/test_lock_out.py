"""A4: guessing is slow from anywhere, and locks nobody out who belongs here."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.staff.models import Tries
from broadsheet.staff.signin.tries import Limit, Try, counted
from broadsheet.staff.tasks import forget_what_is_over
from tests.factories import PASSWORD, ed, rosa
from tests.staff.signin.people import LOGIN, SECOND, Browser, with_app, words

pytestmark = pytest.mark.django_db

_guess = itertools.count()
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False) as moved:
        yield moved


def attempt(email: str, password: str = "", *, place: str = HERE, **extra: Any) -> Any:
    """Try to sign in from somewhere, with another guess each time."""
    fields = {"username": email, "password": password or f"guess number {next(_guess)}"}
    return Browser().post(LOGIN, fields, REMOTE_ADDR=place, **extra)


def test_after_five_failures_the_right_password_has_to_wait_too(
    clock: time_machine.Coordinates,
) -> None:
    email = rosa().email
    assert [attempt(email).status_code for _n in range(5)] == [200] * 5
    locked = attempt(email.upper(), PASSWORD)
    assert locked.status_code == 429
    assert locked["Retry-After"] == "901"
    assert "Please wait 15 minutes." in words(locked)
    clock.shift(15 * 60 + 1)
    assert attempt(email, PASSWORD).status_code == 302


def test_each_wait_is_longer_than_the_one_before(clock: time_machine.Coordinates) -> None:
    for _n in range(5):
        attempt(rosa().email)
    waits = []
    for _n in range(7):
        waits.append(int(attempt(rosa().email)["Retry-After"]) // 60)
        clock.shift(waits[-1] * 60 + 1)
        attempt(rosa().email)
    assert waits == [15, 30, 60, 120, 240, 480, 720]


def test_what_is_refused_unseen_makes_no_wait_longer() -> None:
    for _n in range(12):
        answer = attempt(rosa().email)
    assert answer["Retry-After"] == "901"


def test_an_attacker_elsewhere_locks_nobody_out() -> None:
    for _n in range(20):
        attempt(rosa().email, place=ELSEWHERE)
    assert attempt(rosa().email, PASSWORD).status_code == 302


def test_an_attacker_in_the_same_house_does_not_lock_out_a_browser_that_is_known() -> None:
    browser = Browser(REMOTE_ADDR=HERE)
    browser.sign_in(rosa())
    browser.post("/-/desk/logout/")
    for number in range(32):  # by address and by account
        attempt(rosa().email if number % 2 else f"{number}@example.org")
        attempt(rosa().email, place=f"192.0.2.{number}")
    assert attempt(rosa().email, PASSWORD).status_code == 429
    assert browser.sign_in(rosa()).status_code == 302


def test_a_known_browser_is_known_for_its_own_people_and_guesses_no_more_than_another() -> None:
    browser = Browser(REMOTE_ADDR=HERE)
    browser.sign_in(rosa())
    browser.post("/-/desk/logout/")
    for _n in range(5):
        browser.sign_in(rosa(), "not-the-password")
    assert browser.sign_in(rosa()).status_code == 429
    for _n in range(5):
        browser.sign_in(ed(), "not-the-password")
    assert attempt(ed().email, PASSWORD).status_code == 429


def test_one_place_that_tries_many_people_is_slowed() -> None:
    people = [f"{number}@example.org" for number in range(31)]
    answers = [attempt(email).status_code for email in people]
    assert answers == [200] * 30 + [429]
    assert attempt(rosa().email, PASSWORD).status_code == 429
    assert attempt(rosa().email, PASSWORD, place=ELSEWHERE).status_code == 302


def test_one_password_on_many_people_from_many_places_is_slowed() -> None:
    answers = [
        attempt(f"{number}@example.org", "Autumn2026!!", place=f"192.0.2.{number}").status_code
        for number in range(12)
    ]
    assert answers == [200] * 10 + [429] * 2
    assert attempt(rosa().email, PASSWORD, place=ELSEWHERE).status_code == 302


def test_many_places_that_try_one_person_are_slowed_for_minutes_not_for_hours(
    clock: time_machine.Coordinates,
) -> None:
    places = [f"192.0.2.{number}" for number in range(32)]
    answers = [attempt(rosa().email, place=p).status_code for p in places]
    assert answers == [200] * 30 + [429] * 2
    clock.shift(61)
    assert attempt(rosa().email, PASSWORD).status_code == 302


def test_neighbours_in_one_house_count_as_one() -> None:
    for number in range(5):
        attempt(rosa().email, place=f"2001:db8:1:2::{number}")
    assert attempt(rosa().email, place="2001:db8:1:2:ffff::1").status_code == 429
    assert attempt(rosa().email, place="2001:db8:1:3::1").status_code == 200


def test_where_somebody_comes_from_is_what_a_trusted_proxy_says_and_nobody_else(
    settings: Any,
) -> None:
    def locked(**extra: Any) -> bool:
        Tries.objects.all().delete()
        for number in range(5):
            attempt(rosa().email, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}", **extra)
        answer = attempt(rosa().email, HTTP_X_FORWARDED_FOR="192.0.2.99", **extra)
        return bool(answer.status_code == 429)

    assert locked()
    assert not locked(place="127.0.0.1")  # only a proxy of this machine can ask from there
    settings.BROADSHEET = replace(settings.BROADSHEET, host="0.0.0.0")
    assert locked(place="127.0.0.1")
    settings.BROADSHEET = replace(settings.BROADSHEET, proxies=("172.18.0.0/16",))
    assert locked(place="127.0.0.1")
    assert not locked(place="172.18.0.2")


def test_codes_are_not_guessed_either() -> None:
    phone, codes = with_app(rosa())
    browser = Browser(REMOTE_ADDR=HERE)
    browser.sign_in(rosa())
    answers = [browser.post(SECOND, {"code": f"{n:06}"}).status_code for n in range(5)]
    assert answers == [200] * 5
    for code in (phone.code(), codes[0]):
        answer = browser.post(SECOND, {"code": code})
        assert answer.status_code == 429
    assert not browser.is_in()


def test_who_has_a_session_does_not_guess_its_owners_password() -> None:
    browser = Browser()
    browser.sign_in(rosa())
    address = "/-/desk/account/confirm/"
    for _n in range(5):
        assert "isn’t your password" in words(browser.post(address, {"password": "guess"}))
    assert "Please wait 15 minutes" in words(browser.post(address, {"password": PASSWORD}))


def test_what_was_typed_is_not_kept() -> None:
    attempt("Tr0ub4dor-and-3", "hunter2-hunter2")
    kept = str(list(Tries.objects.values())) + _whole_log()
    assert "Tr0ub4dor" not in kept
    assert "hunter2" not in kept


def _whole_log() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT label, data FROM wagtailcore_modellogentry")
        return str(cursor.fetchall())


def test_the_log_says_who_failed_and_who_got_in() -> None:
    attempt(rosa().email)
    attempt("Nobody@example.org")
    attempt(rosa().email, PASSWORD)
    said = _whole_log()
    assert "Wrong" not in said
    assert said.count("password") == 2
    assert "Nobody@example.org" in said


def test_old_tries_are_forgotten(clock: time_machine.Coordinates) -> None:
    attempt(rosa().email)
    assert forget_what_is_over() == 0
    clock.shift(timedelta(days=1, seconds=1))
    assert forget_what_is_over() >= 4
    assert not Tries.objects.exists()


@given(st.lists(st.integers(0, 3600), max_size=40))
def test_in_any_quarter_of_an_hour_no_more_guesses_are_looked_at_than_the_limit(
    pauses: list[int],
) -> None:
    """Whatever pauses somebody makes between guesses, that never succeed."""
    Tries.objects.all().delete()
    looked_at: list[datetime] = []
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False) as moved:
        for pause in pauses:
            moved.shift(pause)
            if Try([counted("x", limit=Limit(5))]).begin() is None:
                looked_at.append(datetime.now(UTC))
    for at in looked_at:
        window = [each for each in looked_at if at <= each < at + timedelta(minutes=15)]
        assert len(window) <= 9  # the end of one window and the beginning of the next


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer, and tests one connection to it"
)
@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_the_same_moment_are_not_more_than_one_after_the_other() -> None:
    answers: list[timedelta | None] = []

    def guess() -> None:
        answers.append(Try([counted("x", limit=Limit(5)), counted("y", limit=Limit(9))]).begin())
        connection.close()

    threads = [threading.Thread(target=guess) for _n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(None) == 5
