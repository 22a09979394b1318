"""From whom a second factor is demanded, and what is open to who owes it.

The roles stand in broadsheet.toml (``second_factor``), out of reach of a session in the
wrong hands. Nothing is demanded while the paper has only a local address: it is tried out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from broadsheet.config import LOOPBACK
from broadsheet.lib import clock
from broadsheet.staff.models import User
from broadsheet.staff.queries import role_of

GRACE = timedelta(days=7)
"""So long after the first sign-in for which it is demanded it may be put off."""


def is_demanded(user: User) -> bool:
    """Say whether somebody's role asks for a second factor."""
    config = settings.BROADSHEET
    return urlsplit(config.url).hostname not in LOOPBACK and role_of(user) in config.second_factor


def begin_grace(user: User) -> None:
    """Note from when somebody can't put it off any more: at the first sign-in that asks."""
    if user.factor_due_at is None and is_demanded(user):
        user.factor_due_at = clock.now() + GRACE
        User.objects.filter(pk=user.pk).update(factor_due_at=user.factor_due_at)


def due(user: User) -> datetime | None:
    """Return when somebody must have a second factor that they haven't, or None."""
    if not user.is_authenticated:
        return None
    if not user.has_usable_password():
        return None if is_mfa_enabled(user) else clock.now()
    if not is_demanded(user) or is_mfa_enabled(user):
        return None
    return user.factor_due_at or clock.now() + GRACE


def must_set_up(user: User) -> bool:
    """Say whether somebody may do nothing but add the second factor that they owe.

    Who came to sign in with a passkey alone, and has none yet, has no way in at all.
    """
    at = due(user)
    return at is not None and at <= clock.now()
