"""Roles and desks: who has which, and what becomes of them."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from wagtail.models import GroupPagePermission

from broadsheet.newsroom.models import Section, Story
from broadsheet.staff.actions import assign_desks, give_role, hire
from broadsheet.staff.desks import desk_of, desks, section_at, sections_of
from broadsheet.staff.grants import grant_roles, rights_of
from broadsheet.staff.models import User
from broadsheet.staff.queries import role_of
from broadsheet.staff.roles import EVERY_ROLE, GROUPS, ROLES
from tests.factories import PASSWORD, a_draft, a_paper, a_section, cora, dina, ed, pru, rosa

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    """Return somebody as the next request meets them: Django remembers rights."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_somebody_is_hired_in_each_role(role: str) -> None:
    a_paper()
    user = hire(email=f"{role}@example.org", password=PASSWORD, role=role)
    assert role_of(user) == role
    assert user.is_superuser == (role == "publisher")
    assert user.has_perm("wagtailadmin.access_admin")


def test_the_old_role_is_refused_with_the_new_ones_names() -> None:
    a_paper()
    with pytest.raises(ValidationError, match=r"managing-editor.*desk-editor.*copy-editor"):
        hire(email="ed@example.org", password=PASSWORD, role="editor")
    with pytest.raises(ValidationError, match=r"no role “boss”.*publisher.*read-only"):
        give_role(user=rosa(), role="boss")
    assert role_of(fresh(rosa())) == "reporter"


def test_a_role_takes_the_place_of_the_one_before_and_leaves_own_groups() -> None:
    guests = Group.objects.create(name="Guests")
    rosa().groups.add(guests)
    give_role(user=rosa(), role="copy-editor")
    assert {group.name for group in rosa().groups.all()} == {"Copy editor", "Guests"}
    give_role(user=rosa(), role="publisher")
    assert {group.name for group in rosa().groups.all()} == {"Guests"}
    assert fresh(rosa()).is_superuser


def test_a_paper_is_never_without_a_publisher() -> None:
    with pytest.raises(ValidationError, match="only publisher"):
        give_role(user=pru(), role="reporter")
    give_role(user=ed(), role="publisher")
    give_role(user=pru(), role="reporter")
    assert (role_of(fresh(pru())), role_of(fresh(ed()))) == ("reporter", "publisher")


def test_a_desk_answers_for_its_sections_and_what_lies_below_them() -> None:
    world, business = a_section(), a_section("Business")
    europe = a_section("Europe", under=world)
    member = dina(world)
    may = {
        section.title: a_draft(section=section).permissions_for_user(member).can_publish()
        for section in (world, business, europe)
    }
    assert may == {"World": True, "Business": False, "Europe": True}
    assert list(sections_of(member)) == [world.page_ptr]


def test_a_desk_is_granted_sections_and_never_a_story() -> None:
    a_draft()
    dina(a_section(), a_section("Business"))
    places = {grant.page_id for grant in GroupPagePermission.objects.filter(group__in=desks())}
    assert places == set(Section.objects.values_list("pk", flat=True))
    assert not GroupPagePermission.objects.filter(page__in=Story.objects.all()).exists()


def test_a_desk_is_left_for_another_and_the_role_takes_it_away() -> None:
    member = dina(a_section())
    assign_desks(user=member, sections=[a_section("Business")])
    assert [page.title for page in sections_of(member)] == ["Business"]
    give_role(user=member, role="reporter")
    assert not sections_of(member).exists()
    assert desks().count() == 2


def test_only_a_desk_editor_is_on_a_desk() -> None:
    with pytest.raises(ValidationError, match="no desk editor"):
        assign_desks(user=cora(), sections=[a_section()])
    assert not sections_of(cora()).exists()


def test_a_desk_is_not_known_by_its_name() -> None:
    """Who was in a group of that name before the section was opened doesn't get the section."""
    rosa().groups.add(Group.objects.create(name="World desk"))
    assert desk_of(a_section()).name == "World desk 2"
    assert desk_of(a_section()) == desk_of(a_section())


def test_a_section_is_found_by_its_address() -> None:
    world, sport = a_section(), a_section("Sport")
    inner = a_section("Europe", under=world)
    assert section_at("world/europe") == inner.page_ptr
    assert section_at("sport") == sport.page_ptr
    with pytest.raises(ValidationError, match=r"no section “moon”\. Sections: world, world/europe"):
        section_at("moon")


def test_a_roles_rights_are_renewed_and_a_publishers_own_groups_left_alone() -> None:
    home = a_paper()
    reporters, guests = Group.objects.get(name="Reporter"), Group.objects.create(name="Guests")
    more = Permission.objects.get(codename="change_topic")
    desk = desk_of(a_section())
    desk.permissions.add(more)
    guests.permissions.add(more)
    reporters.permissions.set([more])
    GroupPagePermission.objects.filter(group=reporters).delete()
    own = {group: rights_of(group) for group in (guests, desk)}
    grant_roles(home=home)
    assert {group: rights_of(group) for group in (guests, desk)} == own
    held = {
        f"{each.content_type.app_label}.{each.codename}" for each in reporters.permissions.all()
    }
    assert held == set(ROLES["reporter"].models)
    assert "add_page: The Courier" in rights_of(reporters)


def test_editors_are_managing_editors_after_the_upgrade() -> None:
    a_paper()
    Group.objects.get(name="Managing editor").delete()
    old = Group.objects.create(name="Editor")
    rosa().groups.add(old)
    migration = import_module("broadsheet.staff.migrations.0004_managing_editor")
    migration.forwards(apps, None)
    assert GROUPS.keys() >= {group.name for group in rosa().groups.all()}
    assert rosa().groups.filter(pk=old.pk, name="Managing editor").exists()
