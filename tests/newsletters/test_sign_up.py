"""A reader signs up, confirms and leaves; and nobody does it for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from broadsheet.newsletters.models import Consent, Reader, Subscription
from broadsheet.newsletters.tasks import forget_what_is_over
from tests.factories import a_story, max_reads
from tests.newsletters.mailbox import a_list, join, letters, link_in, sign_up

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
EMAIL = "max@example.org"


def states() -> dict[str, str]:
    return {place.list.name: place.state for place in Subscription.objects.all()}


def test_a_reader_is_on_the_list_when_they_press_the_button_and_not_before() -> None:
    response = sign_up(EMAIL)
    assert response.status_code == 200
    assert "Look in your letter box" in response.content.decode()
    [letter] = letters()
    assert letter.to == [EMAIL]
    link = link_in(letter)
    asked = max_reads().get(link)
    assert "Join “The Morning Tide”?" in asked.content.decode()
    assert states() == {"The Morning Tide": "pending"}
    pressed = max_reads().post(link)
    assert "You are on the list" in pressed.content.decode()
    assert states() == {"The Morning Tide": "confirmed"}


def test_the_letter_says_who_asked_and_when_and_for_what() -> None:
    with time_machine.travel(MONDAY, tick=False):
        sign_up(EMAIL, a_list(), a_list("Weekend <b>Books</b>"), origin="203.0.113.9")
        [letter] = letters()
    assert "The Morning Tide\n  Weekend <b>Books</b>\n" in letter.body
    assert "203.0.113.9" in letter.body
    assert "November 23, 2026" in letter.body
    assert "The Courier" in letter.from_email


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_programs_that_follow_links_in_mails_confirm_and_end_nothing(method: str) -> None:
    sign_up(EMAIL)
    confirming = link_in(letters()[0])
    for _time in range(3):
        getattr(max_reads(), method)(confirming)
    assert states() == {"The Morning Tide": "pending"}
    assert max_reads().post(confirming).status_code == 200
    sign_up(EMAIL)
    leaving = link_in(letters()[0], "leave")
    for _time in range(3):
        getattr(max_reads(), method)(leaving)
    assert states() == {"The Morning Tide": "confirmed"}
    assert Consent.objects.filter(act="left").count() == 0


def test_a_link_works_once() -> None:
    sign_up(EMAIL)
    link = link_in(letters()[0])
    max_reads().post(link)
    for response in (max_reads().post(link), max_reads().get(link)):
        assert response.status_code == 404
        assert "This link doesn’t work any more" in response.content.decode()
    assert Consent.objects.filter(act="confirmed").count() == 1


def test_a_link_works_for_seven_days() -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        sign_up(EMAIL)
        link = link_in(letters()[0])
        time.shift(timedelta(days=7, seconds=-1))
        assert max_reads().get(link).status_code == 200
        time.shift(timedelta(seconds=1))
        assert max_reads().get(link).status_code == 404
        assert max_reads().post(link).status_code == 404
    assert states() == {"The Morning Tide": "pending"}


@pytest.mark.parametrize("token", ["x", "a" * 43, "é", "a" * 5000, "%27%20OR%201=1"])
@pytest.mark.parametrize("kind", ["confirm", "leave"])
def test_a_link_that_is_not_ours_leads_to_help(kind: str, token: str) -> None:
    a_list()
    for ask in (max_reads().get, max_reads().post):
        response = ask(f"/-/newsletters/{kind}/{token}")
        assert response.status_code == 404
        assert "sign up again" in response.content.decode()


def test_a_letter_confirms_what_it_named_and_nothing_that_was_asked_later() -> None:
    sign_up(EMAIL, a_list())
    link = link_in(letters()[0])
    sign_up(EMAIL, a_list("Weekend Books"))
    max_reads().post(link)
    assert states() == {"The Morning Tide": "confirmed", "Weekend Books": "pending"}


def test_a_reader_who_leaves_is_off_and_stays_off_when_somebody_else_signs_them_up() -> None:
    join(EMAIL)
    sign_up(EMAIL)
    [letter] = letters()
    assert "already" in letter.subject
    leaving = link_in(letter, "leave")
    assert "Leave “The Morning Tide”?" in max_reads().get(leaving).content.decode()
    for _time in range(2):  # as RFC 8058 has mail programs do it: no cookie, no Origin
        response = max_reads().post(leaving, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    assert states() == {"The Morning Tide": "left"}
    sign_up(EMAIL)
    assert states() == {"The Morning Tide": "left"}
    max_reads().post(link_in(letters()[0]))
    assert states() == {"The Morning Tide": "confirmed"}
    acts = list(Consent.objects.values_list("act", flat=True))
    assert acts == ["asked", "confirmed", "asked", "left", "asked", "confirmed"]


def test_leaving_ends_the_letters_that_are_still_on_their_way() -> None:
    join(EMAIL)
    sign_up(EMAIL)
    leaving = link_in(letters()[0], "leave")
    max_reads().post(leaving)
    sign_up(EMAIL)
    confirming = link_in(letters()[0])
    max_reads().post(confirming)
    max_reads().post(leaving)
    assert max_reads().post(confirming).status_code == 404
    assert states() == {"The Morning Tide": "left"}


def test_who_does_not_confirm_is_forgotten_with_everything_that_bears_the_address() -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        sign_up(EMAIL)
        letters()
        join("stays@example.org")
        time.shift(timedelta(days=6))
        assert forget_what_is_over() == 0
        time.shift(timedelta(days=1, seconds=1))
        assert forget_what_is_over() == 1
        assert forget_what_is_over() == 0
    assert [reader.email for reader in Reader.objects.all()] == ["stays@example.org"]
    assert {c.reader.email for c in Consent.objects.all()} == {"stays@example.org"}


def test_every_page_has_the_form_and_the_landing_page_every_open_list() -> None:
    a_list()
    a_list("Weekend Books", description="What to read, <i>slowly</i>.")
    a_list("The Old One", is_open=False)
    story = a_story()
    for address in ("/", story.address, "/newsletters/"):
        page = max_reads().get(address).content.decode()
        assert page.count('action="/-/newsletters/sign-up"') == (2 if "letters" in address else 1)
        assert 'value="the-morning-tide"' in page
        assert 'value="weekend-books"' in page
        assert "the-old-one" not in page
    assert "&lt;i&gt;slowly&lt;/i&gt;" in page


def test_no_page_about_newsletters_is_stored_or_sets_a_cookie() -> None:
    sign_up(EMAIL)
    link = link_in(letters()[0])
    for response in (
        sign_up(EMAIL),
        sign_up("nonsense"),
        max_reads().get("/newsletters/"),
        max_reads().get(link),
        max_reads().post(link),
        max_reads().post(link),
    ):
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert "script" not in response["Content-Security-Policy"]
    assert max_reads().get(link)["Referrer-Policy"] == "same-origin"


def test_who_comes_by_the_address_of_the_form_is_led_to_the_newsletters() -> None:
    response = Client(HTTP_HOST="127.0.0.1").get("/-/newsletters/sign-up")
    assert (response.status_code, response["Location"]) == (302, "/newsletters/")


def test_names_are_text_wherever_they_stand() -> None:
    paper_list = a_list('<script>alert("1")</script>', slug="bad")
    sign_up(EMAIL, paper_list)
    link = link_in(letters()[0])
    pages = [
        max_reads().get("/newsletters/"),
        max_reads().get("/"),
        sign_up('"><script>alert(1)</script>', paper_list),
        max_reads().get(link),
        max_reads().post(link),
    ]
    for page in pages:
        assert b"<script>" not in page.content
