"""The acts on notices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.planning.notices.models import Letters, Notice, NoticeChoice, NoticeKind

MORNING = time(8)
"""When a day's letter goes, by the paper's clock."""


def tell(
    *,
    plan: Any,
    kind: NoticeKind,
    to: Iterable[int | None],
    by: Any,
    step: str = "",
    mail: bool = True,
) -> None:
    """Note what these people are to be told: each once, and nobody of what they did themselves.

    Belongs into the transaction of what they are told of. Without ``mail`` no letter is written.
    """
    keys = {key for key in to if key} - {by.pk if by else None}
    chosen = NoticeChoice.objects.in_bulk(keys)
    now = clock.now()
    for key in sorted(keys):
        choice = chosen.get(key) or NoticeChoice(user_id=key)
        Notice.objects.create(
            person_id=key,
            plan=plan,
            kind=kind,
            step=step,
            by=by,
            at=now,
            seen_at=None if choice.in_editor else now,
            mail_at=_due(choice.letters, now) if mail else None,
        )


def _due(letters: str, now: datetime) -> datetime | None:
    if letters == Letters.OFF:
        return None
    return now if letters == Letters.AT_ONCE else next_morning(now, publication().zone)


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the next hour at which a day's letter goes."""
    here = now.astimezone(zone)
    day = here.date() + timedelta(days=0 if here.time() < MORNING else 1)
    return datetime.combine(day, MORNING, zone)


@transaction.atomic
def choose(*, user: Any, letters: str, in_editor: bool) -> None:
    """Have somebody be told in another way from now on, of what waits to be mailed as well."""
    values = {"letters": letters, "in_editor": in_editor}
    NoticeChoice.objects.update_or_create(user=user, defaults=values)
    waiting = Notice.objects.filter(person=user, mail_at__isnull=False)
    waiting.update(mail_at=_due(letters, clock.now()))
    if not in_editor:
        see(user=user)


def see(*, user: Any) -> int:
    """Note that somebody has seen what they were told; return how much it was."""
    return Notice.objects.filter(person=user, seen_at__isnull=True).update(seen_at=clock.now())
