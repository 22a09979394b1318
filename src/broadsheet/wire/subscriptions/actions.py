"""What editors do about subscriptions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from broadsheet.lib import clock
from broadsheet.staff.audit import record
from broadsheet.wire.subscriptions.models import Subscription, SubscriptionState
from broadsheet.wire.subscriptions.outcomes import ENDED

BEGUN, CHANGED, PAUSED, RESUMED = (
    f"broadsheet.{verb}_subscription" for verb in ("begin", "change", "pause", "resume")
)
SAID = ("address", "name", "credit", "terms", "section", "minutes")
"""What people say of a subscription."""


@transaction.atomic
def subscribe(*, subscription: Subscription, by: Any = None) -> Subscription:
    """Keep a new subscription; it is looked at as soon as a worker is free.

    Raises ValidationError when somebody subscribed to that feed a moment ago.
    """
    with _once():
        subscription.save()
    record(BEGUN, on=subscription, by=by)
    return subscription


@transaction.atomic
def change(*, subscription: Subscription, by: Any) -> None:
    """Keep what was changed of it. What stands in the feed now is then looked at anew.

    A look that is under way notes nothing more. Raises ValidationError as ``subscribe`` does.
    """
    before = Subscription.objects.select_for_update().get(pk=subscription.pk)
    changed = [name for name in SAID if getattr(before, name) != getattr(subscription, name)]
    if not changed:
        return
    values = {name: getattr(subscription, name) for name in changed}
    if {"address", "credit", "terms"} & set(changed):
        values |= {"etag": "", "last_modified": "", "pace": 0}
    values |= {"failures": 0, "next_look": clock.now(), "taken_until": None}
    with _once():
        Subscription.objects.filter(pk=subscription.pk).update(**values)
    record(CHANGED, on=subscription, by=by, changes=", ".join(changed))


@transaction.atomic
def pause(*, subscription: Subscription, by: Any) -> bool:
    """Have it not be looked at for a time; say whether it was, until now."""
    active = Subscription.objects.filter(pk=subscription.pk, state=SubscriptionState.ACTIVE)
    return _changed(active.update(state=SubscriptionState.PAUSED), PAUSED, subscription, by)


@transaction.atomic
def resume(*, subscription: Subscription, by: Any) -> bool:
    """Have it looked at again, that was paused or has ended; say whether it was."""
    rests = Subscription.objects.filter(pk=subscription.pk).exclude(state=SubscriptionState.ACTIVE)
    done = rests.update(
        state=SubscriptionState.ACTIVE,
        why="",
        failures=0,
        next_look=clock.now(),
        taken_until=None,
    )
    return _changed(done, RESUMED, subscription, by)


@transaction.atomic
def end(*, subscription: Subscription, by: Any) -> bool:
    """Look at it no more. What it brought stays; say whether it had not ended yet."""
    goes_on = Subscription.objects.filter(pk=subscription.pk).exclude(state=SubscriptionState.ENDED)
    why = _("Ended by %(who)s.") % {"who": by}
    done = goes_on.update(state=SubscriptionState.ENDED, why=why[:300])
    return _changed(done, ENDED, subscription, by, why=why)


@transaction.atomic
def look_now(*, subscription: Subscription) -> bool:
    """Have it looked at as soon as a worker is free; say whether it will be."""
    active = Subscription.objects.filter(pk=subscription.pk, state=SubscriptionState.ACTIVE)
    return bool(active.update(next_look=clock.now()))


@contextmanager
def _once() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(_("This feed is subscribed to already.")) from error


def _changed(rows: int, act: str, subscription: Subscription, by: Any, **data: Any) -> bool:
    if rows:
        record(act, on=subscription, by=by, **data)
    return bool(rows)
