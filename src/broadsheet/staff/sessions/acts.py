"""The sessions that are open, and ending them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.db import transaction
from django.db.models import Q, QuerySet

from broadsheet.lib import clock
from broadsheet.lib.secret_links import digest_of
from broadsheet.staff.audit import record
from broadsheet.staff.models import Session, User
from broadsheet.staff.sessions.devices import shown
from broadsheet.staff.sessions.store import IDLE


@dataclass(frozen=True)
class Place:
    """Somewhere that a person is signed in. ``name`` tells it from others, and opens nothing."""

    name: str
    device: str
    region: str
    began: datetime | None
    seen: datetime
    is_here: bool


def places(*, user: User, here: str | None = None) -> list[Place]:
    """Return where somebody is signed in, this session first, then the last used."""
    found = [
        Place(
            name=_name(row),
            device=shown(row.device),
            region=row.region,
            began=row.began_at,
            seen=row.seen_at,
            is_here=row.session_key == here,
        )
        for row in _open(user)
    ]
    return sorted(found, key=lambda place: (not place.is_here, -place.seen.timestamp()))


@transaction.atomic
def end_session(*, user: User, name: str, by: User) -> bool:
    """End one of somebody's sessions; its next request is a stranger's. Say if there was one."""
    for row in _open(user):
        if _name(row) == name:
            row.delete()
            record("broadsheet.end_sessions", on=user, by=by, count=1)
            return True
    return False


@transaction.atomic
def end_sessions(*, user: User, by: User | None = None, but: str | None = None) -> int:
    """End all of somebody's sessions, but the one with this key; return how many that were."""
    rows = Session.objects.filter(user=user).exclude(session_key=but)
    count = rows.delete()[0]
    if count:
        record("broadsheet.end_sessions", on=user, by=by, count=count)
    return count


def over() -> QuerySet[Session]:
    """Return the sessions that open nothing any more."""
    now = clock.now()
    idle = Q(user__isnull=False, seen_at__lt=now - IDLE)
    return Session.objects.filter(Q(expire_date__lt=now) | idle)


def _open(user: User) -> list[Session]:
    """Return the rows that still open something: a changed password has ended those before it."""
    rows = Session.objects.filter(user=user, expire_date__gt=clock.now())
    hashes = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    return [
        row
        for row in rows.filter(seen_at__gte=clock.now() - IDLE)
        if row.get_decoded().get(HASH_SESSION_KEY) in hashes
    ]


def _name(row: Session) -> str:
    return digest_of(row.session_key)[:16]
