"""A5: a session ends by itself, is seen where it is, and is ended from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from broadsheet.staff.models import Session, User
from broadsheet.staff.sessions.devices import device_of
from broadsheet.staff.tasks import forget_what_is_over
from tests.factories import PASSWORD, max_reads, rosa
from tests.staff.signin.people import LOGIN, OVERVIEW, Browser, words

pytestmark = pytest.mark.django_db

END = "/-/desk/account/sessions/end/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False) as moved:
        yield moved


def signed_in(**extra: Any) -> Browser:
    browser = Browser(**extra)
    assert browser.sign_in(rosa()).status_code == 302
    return browser


def test_who_does_nothing_for_twelve_hours_is_out(clock: time_machine.Coordinates) -> None:
    browser = signed_in()
    for _day in range(2):
        clock.shift(timedelta(hours=11, minutes=59))
        assert browser.is_in()
    clock.shift(timedelta(hours=12, minutes=5, seconds=1))
    assert browser.get(OVERVIEW)["Location"] == f"{LOGIN}?next={OVERVIEW}"


def test_an_open_editor_with_nobody_before_it_keeps_no_session_alive(
    clock: time_machine.Coordinates,
) -> None:
    browser = signed_in()
    for _hour in range(13):
        clock.shift(timedelta(hours=1))
        browser.post("/-/desk/editing-sessions/ping/broadsheet_newsroom/story/1/1/")
    assert not browser.is_in()


def test_after_two_weeks_everybody_signs_in_again(clock: time_machine.Coordinates) -> None:
    browser = signed_in()
    for _half_day in range(28):
        assert browser.is_in()
        clock.shift(timedelta(hours=12))
    clock.shift(1)
    assert not browser.is_in()
    assert forget_what_is_over() >= 1
    assert not Session.objects.filter(user=rosa()).exists()


def test_where_one_is_signed_in_is_shown_by_device_and_region_and_ended_there() -> None:
    there = signed_in(HTTP_USER_AGENT=IPHONE, REMOTE_ADDR="203.0.113.77")
    here = signed_in(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="198.51.100.7")
    page = here.get(OVERVIEW)
    assert re.search(r"Firefox, Linux \( ?here ?\) 198\.51\.100\.0/24", words(page))
    assert "Safari, iPhone 203.0.113.0/24" in words(page)
    assert "203.0.113.77" not in words(page)
    assert there.cookies["sessionid"].value not in page.content.decode()
    names = re.findall(r'name="session" value="(\w+)"', page.content.decode())
    assert len(names) == 1
    here.post(END, {"session": names[0]})
    assert not there.is_in()
    assert here.is_in()


def test_all_others_are_ended_at_once() -> None:
    others = [signed_in() for _n in range(3)]
    here = signed_in()
    here.post(END)
    assert [other.is_in() for other in others] == [False] * 3
    assert here.is_in()


def test_nobody_ends_a_session_of_somebody_elses() -> None:
    theirs = signed_in()
    page = signed_in().get(OVERVIEW).content.decode()
    name = re.findall(r'name="session" value="(\w+)"', page)[0]
    other = Browser()
    other.force_login(User.objects.create_superuser("x@example.org", PASSWORD))
    other.post(END, {"session": name})
    assert theirs.is_in()


def test_a_new_password_ends_what_the_old_one_began() -> None:
    there, here = signed_in(), signed_in()
    form = {
        "name_email-first_name": "Rosa",
        "name_email-last_name": "Lund",
        "name_email-email": rosa().email,
        "password-old_password": PASSWORD,
        "password-new_password1": "another-long-enough-one",
        "password-new_password2": "another-long-enough-one",
        "plans-letters": "daily",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    assert here.post("/-/desk/account/", form).status_code == 302
    assert here.is_in()
    page = words(here.get(OVERVIEW))
    assert "(here)" in page.replace("( here )", "(here)")
    assert "End it" not in page
    assert not there.is_in()


def test_a_closed_account_is_out_at_its_next_request_and_signed_in_nowhere() -> None:
    browser = signed_in()
    user = rosa()
    user.is_active = False
    user.save()
    assert not browser.is_in()
    assert not Session.objects.filter(user=user).exists()
    assert "don’t fit" in words(Browser().sign_in(user))


def test_signing_out_leaves_nothing() -> None:
    browser = signed_in()
    key = browser.cookies["sessionid"].value
    browser.post(reverse("wagtailadmin_logout"))
    browser.cookies["sessionid"] = key
    assert not browser.is_in()


def test_the_session_of_before_is_not_the_session_of_after() -> None:
    """Session fixation: a key that somebody was made to bring along opens nothing."""
    rosa()
    browser = Browser()
    browser.session["brought"] = "along"
    before = browser.session.session_key
    browser.sign_in(rosa())
    assert browser.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_cookies_are_for_no_script_and_no_other_site() -> None:
    browser = signed_in()
    for name in ("sessionid", "known-device"):
        assert browser.cookies[name]["httponly"]
        assert browser.cookies[name]["samesite"] == "Lax"
    assert not max_reads().get("/").cookies


def test_with_https_cookies_are_this_hosts_alone() -> None:
    code = (
        "from tests.settings import *;"
        "print(SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE)"
    )
    environment = {**os.environ, "BROADSHEET_URL": "https://paper.example"}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "True"]


@pytest.mark.parametrize(
    ("agent", "name"), [(FIREFOX, "Firefox, Linux"), (IPHONE, "Safari, iPhone"), ("curl/8", "")]
)
def test_a_browser_is_called_what_its_owner_calls_it(agent: str, name: str) -> None:
    assert device_of(agent) == name
