"""Counting: a number's fate, and each list's month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsletters.models import (
    Act,
    Consent,
    List,
    Number,
    Send,
    SendState,
    State,
    Tally,
)

SENT = (SendState.HANDED_OVER, SendState.DELIVERED, SendState.BOUNCED)
JOINED = (Act.CONFIRMED, Act.IMPORTED)
GONE = (Act.LEFT, Act.COMPLAINED)

EVERY = timedelta(hours=1)
"""How often this month is counted anew."""


@dataclass(frozen=True)
class Figures:
    """What became of one number.

    ``delivered`` is what servers told of, which not all do; ``replied``, what came to the box of
    returns, which is all of it only where that is the sender's box as well.
    """

    number: Number
    sent: int
    delivered: int
    bounced: int
    left: int
    complained: int
    replied: int


def of_number(number: Number) -> Figures:
    """Count what became of a number that went out.

    Who left or complained after it got it as their last: the list's next number hadn't begun.
    """
    states = Send.objects.filter(number=number).aggregate(
        sent=Count("pk", filter=Q(state__in=SENT)),
        delivered=Count("pk", filter=Q(state=SendState.DELIVERED)),
        bounced=Count("pk", filter=Q(state=SendState.BOUNCED)),
        replied=Count("pk", filter=Q(replied_at__isnull=False)),
    )
    after = _acts_after(number).aggregate(
        left=Count("reader", distinct=True, filter=Q(act=Act.LEFT)),
        complained=Count("reader", distinct=True, filter=Q(act=Act.COMPLAINED)),
    )
    return Figures(number, **states, **after)


def _acts_after(number: Number) -> QuerySet[Consent]:
    got = Send.objects.filter(number=number, state__in=SENT, reader__isnull=False)
    acts = Consent.objects.filter(list=number.list_id, act__in=GONE, at__gte=number.started_at)
    following = Number.objects.filter(list=number.list_id, ordinal__gt=number.ordinal or 0)
    until = following.order_by("ordinal").values_list("started_at", flat=True).first()
    return (acts.filter(at__lt=until) if until else acts).filter(reader__in=got.values("reader"))


def count_months() -> int:
    """Count this month of each list anew, if that was an hour ago; return how many lists."""
    now = clock.now()
    month = clock.today(publication().zone).replace(day=1)
    fresh = Tally.objects.filter(month=month, counted_at__gt=now - EVERY).values("list")
    stale = list(List.objects.exclude(pk__in=fresh))
    for each in stale:
        _count(each, month, now)
    return len(stale)


@transaction.atomic
def _count(on: List, month: date, now: datetime) -> None:
    """Count a month so far. Who was forgotten since keeps their place in its sums."""
    begin = datetime.combine(month, time.min, tzinfo=publication().zone)
    acts = Consent.objects.filter(list=on, at__gte=begin).aggregate(
        joined=Count("reader", distinct=True, filter=Q(act__in=JOINED)),
        left=Count("reader", distinct=True, filter=Q(act__in=GONE)),
    )
    known = Tally.objects.filter(list=on, month=month).first()
    sums = {name: max(count, getattr(known, name, 0)) for name, count in acts.items()}
    readers = on.subscriptions.filter(state=State.CONFIRMED).count()
    values = {"readers": readers, "counted_at": now, **sums}
    Tally.objects.update_or_create(list=on, month=month, defaults=values)
