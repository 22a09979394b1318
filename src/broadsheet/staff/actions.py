"""The acts on people: hire somebody, give a role its rights."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from broadsheet.staff.models import User
from broadsheet.staff.roles import PUBLISHER, ROLES, Role


@transaction.atomic
def hire(
    *, email: str, password: str, role: str, first_name: str = "", last_name: str = ""
) -> User:
    """Make an account for somebody: ``role`` is publisher, editor or reporter.

    Raises ValidationError for a role there isn't, a weak password or an address
    that is taken.
    """
    user = User(
        email=User.objects.normalize_email(email),
        first_name=first_name,
        last_name=last_name,
        is_staff=True,
        is_superuser=role == PUBLISHER.lower(),
    )
    if role != PUBLISHER.lower() and role not in ROLES:
        known = ", ".join([PUBLISHER.lower(), *ROLES])
        raise ValidationError(f"There is no role “{role}”. Roles: {known}.")
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    if role in ROLES:
        user.groups.add(Group.objects.get(name=ROLES[role].name))
    return user


@transaction.atomic
def grant_roles(*, home: Page) -> None:
    """Give each role's group exactly its rights, on ``home`` and what lies under it."""
    for role in ROLES.values():
        group, _made = Group.objects.get_or_create(name=role.name)
        _grant(group=group, role=role, home=home)


def _grant(*, group: Group, role: Role, home: Page) -> None:
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    group.permissions.set(permissions[name] for name in role.models if name in permissions)
    GroupPagePermission.objects.filter(group=group).delete()
    for name in role.pages:
        GroupPagePermission.objects.create(
            group=group, page=home, permission=permissions[f"wagtailcore.{name}"]
        )
    GroupCollectionPermission.objects.filter(group=group).delete()
    root = Collection.get_first_root_node()
    for name in role.models:
        if name.startswith(("wagtailimages.", "wagtaildocs.")):
            GroupCollectionPermission.objects.create(
                group=group, collection=root, permission=permissions[name]
            )
