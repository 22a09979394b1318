"""Private addresses for calendar programs: random, signed so that made-up ones cost no query."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.db import transaction

from broadsheet.lib import clock
from broadsheet.lib.secret_links import digest_of, new_secret
from broadsheet.newsroom.planning.models import CalendarLink

SALT = "broadsheet.newsroom.calendar"


@transaction.atomic
def make_link(*, user: Any) -> str:
    """Make somebody's address, which ends the one that they had; return its token, seen once."""
    end_link(user=user)
    secret = new_secret()
    CalendarLink.objects.create(user=user, digest=digest_of(secret), made_at=clock.now())
    return _signer().sign(secret)


def end_link(*, user: Any) -> bool:
    """End somebody's address; return whether they had one."""
    ended = CalendarLink.objects.filter(user=user, revoked_at__isnull=True)
    return bool(ended.update(revoked_at=clock.now()))


def open_link_of(user: Any) -> CalendarLink | None:
    """Return the address that somebody has."""
    return CalendarLink.objects.filter(user=user, revoked_at__isnull=True).first()


def person_of(token: str) -> Any:
    """Return whose address a token opens, if they work here still; or None."""
    try:
        digest = digest_of(_signer().unsign(token))
    except signing.BadSignature:
        return None
    links = CalendarLink.objects.filter(revoked_at__isnull=True, user__is_active=True)
    found = links.select_related("user").filter(digest=digest).first()
    return found.user if found else None


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)
