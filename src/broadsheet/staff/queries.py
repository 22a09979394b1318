"""Named reads of who works here."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from broadsheet.staff.models import User
from broadsheet.staff.roles import EVERY_ROLE, GROUPS, PUBLISHER


def person(email: str) -> User:
    """Return who signs in with this address. Raises ValidationError if nobody does."""
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise ValidationError(_("Nobody with the address %(email)s works here.") % {"email": email})
    return found


def role_of(user: User) -> str:
    """Return somebody's role, one of ``EVERY_ROLE``; nothing for a login without one."""
    if user.is_superuser:
        return PUBLISHER
    held = [GROUPS[group.name] for group in user.groups.all() if group.name in GROUPS]
    return min(held, key=EVERY_ROLE.index, default="")
