"""Editors open lists and look into the outbox; reporters see no reader's address."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from broadsheet.newsletters import actions
from broadsheet.newsletters.models import List, OutgoingMail, Reader
from broadsheet.staff.models import User
from tests.factories import desk_of, ed, max_reads, pru, rosa
from tests.newsletters.mailbox import a_list, join, letters, link_in, sign_up

pytestmark = pytest.mark.django_db

EMAIL = "max@example.org"
RIGHTS = ("add_list", "change_list", "view_list", "view_reader", "view_outgoingmail")


def ed_with_rights() -> User:
    """Ed, with an editor's rights on newsletters."""
    editor = ed()
    rights = Permission.objects.filter(
        content_type__app_label="broadsheet_newsletters", codename__in=RIGHTS
    )
    assert rights.count() == len(RIGHTS)
    editor.user_permissions.add(*rights)
    return editor


@pytest.fixture(params=["publisher", "editor"])
def desk(request: pytest.FixtureRequest) -> Client:
    return desk_of(pru() if request.param == "publisher" else ed_with_rights())


def test_an_editor_sees_what_became_of_each_mail_but_not_the_secret_of_its_link(
    desk: Client,
) -> None:
    sign_up(EMAIL)
    waiting = OutgoingMail.objects.get()
    page = desk.get("/-/desk/outgoingmail/").content.decode()
    assert EMAIL in page
    assert "waiting" in page
    inside = desk.get(f"/-/desk/outgoingmail/inspect/{waiting.pk}/").content.decode()
    assert "press the button on the page" in inside
    assert waiting.secret not in page + inside
    letters()
    assert "waiting" not in desk.get("/-/desk/outgoingmail/inspect/1/").content.decode()


def test_an_editor_sees_readers_and_what_they_agreed_to(desk: Client) -> None:
    join(EMAIL)
    assert EMAIL in desk.get("/-/desk/reader/").content.decode()
    assert EMAIL in desk.get("/-/desk/reader/?q=max").content.decode()
    assert EMAIL not in desk.get("/-/desk/reader/?q=nobody").content.decode()
    # A list that can be carried off in one file gets carried off.
    assert EMAIL.encode() not in desk.get("/-/desk/reader/?export=csv").getvalue()
    inside = desk.get(f"/-/desk/reader/inspect/{Reader.objects.get().pk}/").content.decode()
    assert "The Morning Tide · confirmed" in inside
    assert "The Morning Tide · asked" in inside


def test_an_editor_sees_where_each_reader_stands_and_finds_them_by_it(desk: Client) -> None:
    for who in ("reads", "angry", "back", "gone"):
        join(f"{who}@example.org")
    sign_up("asks@example.org")
    known = {each.email[:-12]: each for each in Reader.objects.all()}
    actions.note_complaint(reader=known["angry"])
    actions.note_bounce(reader=known["back"], hard=True)
    actions.leave_everything(reader=known["gone"], by=actions.Hand())
    Reader.objects.filter(pk=known["reads"].pk).update(
        paused_until=datetime(2099, 1, 5, tzinfo=UTC)
    )
    page = desk.get("/-/desk/reader/").content.decode()
    for words in ("confirmed, paused until", "bouncing", "complained", "asked, not", "left"):
        assert words in page
    for standing, who in (
        ("confirmed", "reads"), ("complained", "angry"), ("bouncing", "back"),
        ("left", "gone"), ("pending", "asks"),
    ):  # fmt: skip
        found = desk.get(f"/-/desk/reader/?standing={standing}").content.decode()
        assert [name for name in known if f"{name}@" in found] == [who]
    inside = desk.get(f"/-/desk/reader/inspect/{known['gone'].pk}/").content.decode()
    assert "“The Morning Tide: Yes, send it to me”" in inside
    assert "Bouncing since" not in inside
    angry = desk.get(f"/-/desk/reader/inspect/{known['angry'].pk}/").content.decode()
    assert "The Morning Tide · complained" in angry


def test_an_editor_opens_a_list_and_readers_can_have_it(desk: Client) -> None:
    fields = {"name": "Weekend Books", "slug": "books", "description": "", "order": "1"}
    fields |= {"held_minutes": "1", "kind": "hand"}
    response = desk.post("/-/desk/list/new/", {**fields, "is_open": "on"})
    assert response.status_code == 302
    assert 'value="books"' in max_reads().get("/newsletters/").content.decode()
    key = List.objects.get().pk
    assert desk.post(f"/-/desk/list/edit/{key}/", fields).status_code == 302
    assert 'value="books"' not in max_reads().get("/newsletters/").content.decode()


def test_nobody_changes_or_deletes_what_is_on_record(desk: Client) -> None:
    join(EMAIL)
    mail, reader, each = OutgoingMail.objects.get(), Reader.objects.get(), List.objects.get()
    for address in (
        "outgoingmail/new/",
        f"outgoingmail/edit/{mail.pk}/",
        f"outgoingmail/delete/{mail.pk}/",
        "reader/new/",
        f"reader/edit/{reader.pk}/",
        f"reader/delete/{reader.pk}/",
        f"list/delete/{each.pk}/",
    ):
        for ask in (desk.get, desk.post):
            response = ask(f"/-/desk/{address}", {"to": "x@example.org", "email": "x@example.org"})
            assert (response.status_code, response["Location"]) == (302, "/-/desk/"), address
    assert OutgoingMail.objects.get().to == Reader.objects.get().email == EMAIL
    assert List.objects.count() == 1


@pytest.mark.parametrize("room", ["outgoingmail", "reader", "list"])
@pytest.mark.parametrize("who", ["reporter", "nobody"])
def test_a_reporter_and_a_reader_see_nothing_of_it(room: str, who: str) -> None:
    sign_up(EMAIL)
    browser = desk_of(rosa()) if who == "reporter" else max_reads()
    key = {"outgoingmail": OutgoingMail, "reader": Reader, "list": List}[room].objects.get().pk
    for address in ("", "results/", "?export=csv", f"inspect/{key}/", f"usage/{key}/", "new/",
                    f"edit/{key}/", f"delete/{key}/", f"history/{key}/"):  # fmt: skip
        response = browser.get(f"/-/desk/{room}/{address}")
        assert response.status_code == 302, address
        assert EMAIL not in response.content.decode()
    if who == "reporter":
        assert "Outbox" not in browser.get("/-/desk/").content.decode()


def test_names_are_text_in_the_editor_too() -> None:
    bad = a_list("<script>alert(1)</script>", slug="bad")
    sign_up(EMAIL, bad)
    link = link_in(letters()[0])
    max_reads().post(link)
    desk = desk_of(pru())
    inside = f"reader/inspect/{Reader.objects.get().pk}/"
    for address in ("list/", "reader/", "outgoingmail/", inside):
        assert b"<script>alert(1)" not in desk.get(f"/-/desk/{address}").content
