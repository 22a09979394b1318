"""The acts on people: hire somebody, give a role, give desks. Who does it is told to the log."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from broadsheet.staff.desks import desk_of, desks
from broadsheet.staff.models import User
from broadsheet.staff.queries import role_of
from broadsheet.staff.roles import DESK_EDITOR, EVERY_ROLE, GROUPS, PUBLISHER, ROLES


@transaction.atomic
def hire(
    *,
    email: str,
    password: str | None,
    role: str,
    first_name: str = "",
    last_name: str = "",
) -> User:
    """Make an account for somebody in one of ``EVERY_ROLE``.

    Without a password they sign in with a passkey alone.

    Raises ValidationError for a role there isn't, a weak password or an address
    that is taken.
    """
    check_role(user=None, role=role)
    user = User(
        email=User.objects.normalize_email(email),
        first_name=first_name,
        last_name=last_name,
        is_staff=True,
    )
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    log(instance=user, action="wagtail.create")
    give_role(user=user, role=role)
    return user


@transaction.atomic
def give_role(*, user: User, role: str) -> None:
    """Give somebody one of ``EVERY_ROLE`` in place of the one they have.

    Their own groups stay; their desks do if they are a desk editor now. Raises
    ValidationError for a role there isn't, and if the paper would be left without a publisher.
    """
    check_role(user=user, role=role)
    if user.is_superuser != (role == PUBLISHER):
        user.is_superuser = role == PUBLISHER
        user.save(update_fields=["is_superuser"])
    name = ROLES[role].name if role in ROLES else ""
    others = Group.objects.filter(name__in=GROUPS).exclude(name=name)
    user.groups.remove(*user.groups.filter(pk__in=others))
    if name:
        user.groups.add(Group.objects.get(name=name))
    if name != DESK_EDITOR.name:
        user.groups.remove(*desks().filter(user=user))


@transaction.atomic
def assign_desks(*, user: User, sections: Iterable[Page]) -> None:
    """Have a desk editor answer for these sections and what lies below them, and for no others.

    Raises ValidationError for somebody in another role: whoever is on a desk publishes there.
    """
    chosen = list(sections)
    if chosen and role_of(user) != GROUPS[DESK_EDITOR.name]:
        raise ValidationError(
            _("%(name)s is no desk editor, and only desk editors have desks.") % {"name": user}
        )
    wanted = [desk_of(section) for section in chosen]
    user.groups.remove(*desks().filter(user=user).exclude(pk__in=[desk.pk for desk in wanted]))
    user.groups.add(*wanted)


def check_role(*, user: User | None, role: str) -> None:
    """Raise ValidationError if ``user``, somebody new if None, can't have this role, saying why."""
    if role == "editor":
        raise ValidationError(
            "There is no role “editor” any more: who edits everything is a managing-editor, "
            "who answers for sections a desk-editor, who reads copy a copy-editor."
        )
    if role not in EVERY_ROLE:
        raise ValidationError(f"There is no role “{role}”. Roles: {', '.join(EVERY_ROLE)}.")
    if user and role != PUBLISHER and _is_the_last_publisher(user):
        raise ValidationError(
            _("%(name)s is the only publisher. Make somebody else one first; nothing was changed.")
            % {"name": user}
        )


def _is_the_last_publisher(user: User) -> bool:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()
