"""People and groups in the editor: a publisher sees and changes who may do what."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from wagtail.models import ModelLogEntry

from broadsheet.staff.desks import sections_of
from broadsheet.staff.models import User
from broadsheet.staff.queries import role_of
from tests.factories import PASSWORD, a_section, desk_of, dina, ed, pru, rosa

pytestmark = pytest.mark.django_db

USERS = "/-/desk/users/"


def person(user: User | None = None, **changes: Any) -> dict[str, Any]:
    """Return the form of somebody, filled in."""
    known = {"email": "new@example.org", "first_name": "Nora", "last_name": "Lund"}
    if user:
        known = {"email": user.email, "first_name": user.first_name, "last_name": "Lund"}
    return {**known, "is_active": "on", **changes}


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_the_list_says_who_is_what() -> None:
    dina(a_section(), a_section("Business"))
    page = BeautifulSoup(desk_of(pru()).get(USERS).content, "html.parser")
    rows = [" ".join(row.get_text(" ").split()) for row in page.select("table tbody tr")]
    (row,) = [row for row in rows if "dina@" in row]
    assert "Desk editor Business desk, World desk" in row
    assert any("pru@" in row and "Publisher" in row for row in rows)


def test_a_publisher_hires_and_gives_role_desks_and_groups() -> None:
    guests, world, desk = Group.objects.create(name="Guests"), a_section(), desk_of(pru())
    password = {"password1": PASSWORD, "password2": PASSWORD}
    chosen = {"role": "desk-editor", "desks": [world.pk], "own_groups": [guests.pk]}
    desk.post(f"{USERS}new/", person(**password, **chosen))
    nora = User.objects.get(email="new@example.org")
    assert (role_of(nora), list(sections_of(nora))) == ("desk-editor", [world.page_ptr])
    form = BeautifulSoup(desk.get(f"{USERS}edit/{nora.pk}/").content, "html.parser")
    checked = {(each["name"], each.get("value")) for each in form.select("input[checked]")}
    assert checked >= {("role", "desk-editor"), ("desks", str(world.pk))}
    desk.post(f"{USERS}edit/{nora.pk}/", person(nora, role="reporter", own_groups=[guests.pk]))
    assert {group.name for group in nora.groups.all()} == {"Reporter", "Guests"}


def test_what_cannot_be_is_refused_and_nothing_is_changed() -> None:
    world, desk = a_section(), desk_of(pru())
    wrong = person(rosa(), role="reporter", desks=[world.pk])
    answer = desk.post(f"{USERS}edit/{rosa().pk}/", wrong)
    assert "Only desk editors have desks." in answer.content.decode()
    assert not sections_of(rosa()).exists()
    answer = desk.post(f"{USERS}edit/{pru().pk}/", person(pru(), role="reporter", is_active=""))
    assert again(pru()).is_superuser
    assert again(pru()).is_active


def test_several_people_get_one_role_or_none_does() -> None:
    desk = desk_of(pru())
    address = "/-/desk/bulk/broadsheet_staff/user/assign_role/"
    desk.post(f"{address}?id={rosa().pk}&id={ed().pk}", {"role": "copy-editor"})
    assert {role_of(again(rosa())), role_of(again(ed()))} == {"copy-editor"}
    answer = desk.post(f"{address}?id={rosa().pk}&id={pru().pk}", {"role": "contributor"})
    said = [str(each) for each in get_messages(answer.wsgi_request)]
    assert any("only publisher" in each for each in said)
    assert (role_of(again(rosa())), role_of(again(pru()))) == ("copy-editor", "publisher")


def test_a_role_stays_and_what_a_group_gets_is_told_to_the_log() -> None:
    reporters, desk = Group.objects.get(name=rosa().groups.get().name), desk_of(pru())
    address = f"/-/desk/groups/edit/{reporters.pk}/"
    desk.post(f"/-/desk/groups/delete/{reporters.pk}/")
    form = BeautifulSoup(desk.get(address).content, "html.parser")
    assert "is a role" in form.get_text()
    hidden = {each["name"]: each.get("value", "") for each in form.select("input[type=hidden]")}
    kept = {name: value for name, value in hidden.items() if "__prefix__" not in name}
    fewer = {"document_permissions-TOTAL_FORMS": 0, "image_permissions-TOTAL_FORMS": 0}
    desk.post(address, {**kept, **fewer, "name": "Renamed"})
    reporters.refresh_from_db()
    assert reporters.name == "Reporter"
    entry = ModelLogEntry.objects.filter(action="broadsheet.rights", user=pru()).latest("pk")
    assert "view_story" in entry.data["taken"]
