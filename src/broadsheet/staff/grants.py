"""What groups may do: roles what the program says, other groups what a publisher says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from broadsheet.staff.audit import record
from broadsheet.staff.roles import ROLES, Role

GRANTS: dict[Any, str] = {
    Group.permissions.through: "",
    GroupPagePermission: "page_id",
    GroupCollectionPermission: "collection_id",
}
"""The tables that say what a group may do, and the column that says where."""

Grants = set[tuple[Any, int, int | None]]
"""Of each right its table, its permission and its place."""


@transaction.atomic
def grant_roles(*, home: Page) -> None:
    """Give each role's group exactly its rights, on ``home`` and what lies under it.

    Other groups, a publisher's own and the desks, are left as they are. Nothing is written
    for a group that has its rights already.
    """
    there = set(Group.objects.filter(name__in=_names()).values_list("name", flat=True))
    Group.objects.bulk_create(Group(name=name) for name in _names() if name not in there)
    groups = {group.name: group for group in Group.objects.filter(name__in=_names())}
    held = _held(groups.values())
    wanted = {groups[role.name].pk: grants for role, grants in _wanted(home)}
    for group in groups.values():
        missing, spare = wanted[group.pk] - held[group.pk], held[group.pk] - wanted[group.pk]
        if not missing and not spare:
            continue
        if group.name in there:
            with told_to_the_log(group):
                _change(group, missing, spare)
        else:
            _change(group, missing, spare)


def _names() -> list[str]:
    return [role.name for role in ROLES.values()]


def _held(groups: Iterable[Group]) -> dict[int, Grants]:
    held: dict[int, Grants] = defaultdict(set)
    for table, place in GRANTS.items():
        for row in table.objects.filter(group__in=groups):
            where = getattr(row, place) if place else None
            held[row.group_id].add((table, row.permission_id, where))
    return held


def _wanted(home: Page) -> Iterator[tuple[Role, Grants]]:
    """Yield each role with what it is to hold. A right of a room that isn't there is left out."""
    root = Collection.get_first_root_node().pk
    names = {name.rpartition(".")[2] for role in ROLES.values() for name in role.models}
    names |= {name for role in ROLES.values() for name in role.pages}
    known = {
        f"{each.content_type.app_label}.{each.codename}": each.pk
        for each in Permission.objects.filter(codename__in=names).select_related("content_type")
    }
    for role in ROLES.values():
        grants: Grants = set()
        for name in filter(known.__contains__, role.models):
            grants.add((Group.permissions.through, known[name], None))
            if name.startswith(("wagtailimages.", "wagtaildocs.")):
                grants.add((GroupCollectionPermission, known[name], root))
        for name in role.pages:
            grants.add((GroupPagePermission, known[f"wagtailcore.{name}"], home.pk))
        yield role, grants


def _change(group: Group, missing: Grants, spare: Grants) -> None:
    for table, place in GRANTS.items():
        for _table, permission, where in (each for each in spare if each[0] is table):
            at = {place: where} if place else {}
            table.objects.filter(group=group, permission_id=permission, **at).delete()
        table.objects.bulk_create(
            table(group_id=group.pk, permission_id=permission, **({place: where} if place else {}))
            for each, permission, where in missing
            if each is table
        )


def rights_of(group: Group) -> set[str]:
    """Return what a group may do, in words for the log: ``publish_page: World``, ``add_image``."""
    if group.pk is None:
        return set()
    models = group.permissions.values_list("codename", flat=True)
    pages = GroupPagePermission.objects.filter(group=group).values_list(
        "permission__codename", "page__title"
    )
    files = GroupCollectionPermission.objects.filter(group=group).values_list(
        "permission__codename", "collection__name"
    )
    return {*models, *(f"{right}: {place}" for right, place in [*pages, *files])}


@contextmanager
def told_to_the_log(group: Group) -> Iterator[None]:
    """Write what a group was given, and what was taken from it, while this was open."""
    before = rights_of(group)
    yield
    after = rights_of(group)
    if before != after:
        given, taken = (", ".join(sorted(some)) or "–" for some in (after - before, before - after))
        record("broadsheet.rights", on=group, given=given, taken=taken)
