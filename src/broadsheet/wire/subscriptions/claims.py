"""Who looks: one worker at a time at one subscription, as long as it goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from broadsheet.lib import clock
from broadsheet.wire.subscriptions.models import Subscription, SubscriptionState

LEASE = timedelta(minutes=10)
"""How long a worker may be with the feed, or with one of its entries and that one's pictures."""


class Lost(Exception):  # noqa: N818  what happened, not a type
    """It is another's by now, or was paused, ended, or led elsewhere: nothing more is to come."""


def claim() -> Subscription | None:
    """Take the subscription that has been due longest, so that no other worker has it too."""
    now = clock.now()
    for each in _free(now).filter(next_look__lte=now).order_by("next_look", "pk")[:20]:
        until = now + LEASE
        if _free(now).filter(pk=each.pk, next_look__lte=now).update(taken_until=until):
            return Subscription.objects.select_related("section").get(pk=each.pk)
    return None


def is_any_due() -> bool:
    """Say whether there is one to be taken: asked every two seconds, of an index."""
    now = clock.now()
    return _free(now).filter(next_look__lte=now).exists()


def _free(now: datetime) -> QuerySet[Subscription]:
    nobodys = Q(taken_until__isnull=True) | Q(taken_until__lte=now)
    return Subscription.objects.filter(nobodys, state=SubscriptionState.ACTIVE)


def ours(subscription: Subscription) -> QuerySet[Subscription]:
    """Return its row, as long as it is claimed as it was when this was read."""
    return Subscription.objects.filter(pk=subscription.pk, taken_until=subscription.taken_until)


def go_on(subscription: Subscription) -> None:
    """Claim it for longer. Raises Lost."""
    until = clock.now() + LEASE
    mine = ours(subscription).filter(state=SubscriptionState.ACTIVE)
    if not mine.update(taken_until=until):
        raise Lost
    subscription.taken_until = until


def let_go(subscription: Subscription) -> None:
    """Leave it to the next worker."""
    ours(subscription).update(taken_until=None)
