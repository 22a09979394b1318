"""Somebody comes to work here by a letter, and nobody else by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from broadsheet.staff.desks import sections_of
from broadsheet.staff.models import Invitation, User
from tests.factories import a_section, desk_of, ed, pru, rosa
from tests.staff.signin.people import Browser, words

pytestmark = pytest.mark.django_db

MANAGE = "/-/desk/invitations/"
NORA = "nora@example.org"
FORM = {"first_name": "Nora", "last_name": "Ash", "password": "marble kettle sunday"}
OVER = "This invitation opens nothing"


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


def invited(email: str = NORA, role: str = "reporter", **extra: Any) -> str:
    """Have Pru invite somebody; return the path of the link in the letter."""
    desk_of(pru()).post(MANAGE, {"email": email, "role": role}, **extra)
    return link_in(mail.outbox[-1].body)


def link_in(text: str) -> str:
    found = re.search(r"https://paper\.example(/-/desk/invitation/\S+/)", text)
    assert found, text
    return found[1]


def test_who_is_invited_says_who_they_are_and_is_in() -> None:
    link = invited(role="managing-editor")
    letter = mail.outbox[-1]
    assert letter.to == [NORA]
    assert "Pru invites you to work with The Courier" in letter.body
    browser = Browser()
    assert "You sign in as nora@example.org" in words(browser.get(link))
    assert not User.objects.filter(email=NORA).exists()
    assert browser.post(link, FORM)["Location"] == "/-/desk/"
    assert browser.is_in()
    nora = User.objects.get(email=NORA)
    assert (nora.get_full_name(), nora.is_superuser) == ("Nora Ash", False)
    assert [group.name for group in nora.groups.all()] == ["Managing editor"]
    again = Browser()
    again.sign_in(nora, FORM["password"])
    assert again.is_in()


def test_a_letters_link_leads_to_the_configured_address_whatever_the_request_says() -> None:
    invited(HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil" not in mail.outbox[-1].body


def test_what_is_over_says_one_and_the_same(clock: time_machine.Coordinates) -> None:
    used, withdrawn, replaced = invited(), invited("a@example.org"), invited("b@example.org")
    Browser().post(used, FORM)
    key = Invitation.objects.get(email="a@example.org").pk
    desk_of(pru()).post(MANAGE, {"revoke": key})
    key = Invitation.objects.get(email="b@example.org").pk
    desk_of(pru()).post(MANAGE, {"resend": key})
    new = link_in(mail.outbox[-1].body)
    assert Browser().get(new).status_code == 200
    late = invited("c@example.org")
    clock.shift(timedelta(hours=72, seconds=1))
    signed_by_another = f"{late[:-2]}{'a' if late[-2] != 'a' else 'b'}/"
    links = [used, withdrawn, replaced, late, "/-/desk/invitation/x/", signed_by_another]
    people = User.objects.count()
    for link in links:
        for answer in (Browser().get(link), Browser().post(link, FORM)):
            assert answer.status_code == 410
            assert OVER in words(answer)
    assert len({Browser().get(link).content for link in links}) == 1
    assert User.objects.count() == people


def test_a_weak_password_is_refused_and_the_link_is_as_good_as_before() -> None:
    link = invited()
    page = Browser().post(link, {**FORM, "password": "password1234"})
    assert "too common" in words(page)
    assert 'value="Nora"' in page.content.decode()
    assert Browser().post(link, FORM).status_code == 302


def test_a_link_makes_one_account_however_often_it_is_sent_in() -> None:
    link = invited()
    answers = [Browser().post(link, FORM).status_code for _n in range(3)]
    assert answers == [302, 410, 410]
    assert User.objects.filter(email=NORA).count() == 1


def test_what_is_added_to_the_form_gives_no_more_rights() -> None:
    more = {"role": "publisher", "is_superuser": "on", "is_staff": "on", "email": "x@example.org"}
    Browser().post(invited(), {**FORM, **more})
    nora = User.objects.get(email=NORA)
    assert not nora.is_superuser
    assert [group.name for group in nora.groups.all()] == ["Reporter"]


def test_a_desk_editor_comes_to_a_desk_and_nobody_else_does() -> None:
    world = a_section()
    desk = desk_of(pru())
    page = desk.post(MANAGE, {"email": NORA, "role": "reporter", "sections": [world.pk]})
    assert "Only desk editors have desks" in words(page)
    desk.post(MANAGE, {"email": NORA, "role": "desk-editor", "sections": [world.pk]})
    Browser().post(link_in(mail.outbox[-1].body), FORM)
    assert [page.pk for page in sections_of(User.objects.get(email=NORA))] == [world.pk]


def test_somebody_who_works_here_is_not_invited_again() -> None:
    page = desk_of(pru()).post(MANAGE, {"email": rosa().email.upper(), "role": "reporter"})
    assert "works here already" in words(page)
    assert not mail.outbox


def test_inviting_twice_leaves_one_invitation() -> None:
    first, second = invited(), invited(NORA.upper())
    assert Invitation.objects.count() == 1
    assert Browser().get(first).status_code == 410
    assert Browser().get(second).status_code == 200


def test_without_a_mail_server_the_invitation_is_kept_and_its_link_shown_once(
    settings: Any,
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    desk = desk_of(pru())
    page = desk.post(MANAGE, {"email": NORA, "role": "reporter"})
    told = words(page)
    assert "The invitation for nora@example.org is kept, but the letter couldn’t be sent" in told
    assert "Connection refused" in told
    link = link_in(page.content.decode().replace("<", " "))
    assert link not in desk.get(MANAGE).content.decode()
    assert Browser().post(link, FORM).status_code == 302


def test_a_paper_that_sends_no_mail_says_so(settings: Any) -> None:
    settings.BROADSHEET = replace(settings.BROADSHEET, mail_url="file:")
    page = desk_of(pru()).post(MANAGE, {"email": NORA, "role": "reporter"})
    assert "This paper sends no mail so far" in words(page)
    assert link_in(page.content.decode().replace("<", " "))


def test_nobody_invites_who_may_not_add_people() -> None:
    for who in (rosa(), ed()):
        assert desk_of(who).post(MANAGE, {"email": NORA, "role": "reporter"}).status_code == 302
        assert b"Invitations" not in desk_of(who).get("/-/desk/").content
    assert not Invitation.objects.exists()


def test_only_a_publisher_makes_publishers() -> None:
    boss = ed()
    boss.user_permissions.add(Permission.objects.get(codename="add_user"))
    desk: Client = desk_of(boss)
    assert "Select a valid choice" in words(desk.post(MANAGE, {"email": NORA, "role": "publisher"}))
    desk.post(MANAGE, {"email": NORA, "role": "reporter"})
    assert Invitation.objects.get().role == "reporter"


def test_the_secret_lies_nowhere_but_in_the_letter() -> None:
    secret = invited().split("/")[-2].split(":")[0]
    assert secret not in str(list(Invitation.objects.values()))
