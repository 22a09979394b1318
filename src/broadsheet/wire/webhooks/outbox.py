"""The outbox: what is to be told, claimed by one worker at a time, tried again for days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet

from broadsheet.lib import clock
from broadsheet.lib.failpoints import failpoint
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import is_hidden
from broadsheet.wire.webhooks.messages import body_of
from broadsheet.wire.webhooks.models import Delivery, DeliveryState, Event, Sending, Webhook

LEASE = timedelta(minutes=2)
"""How long a worker may have a message in hand: many times what it waits for an answer."""

BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
"""Waits after each attempt that failed; after the last, a person has to look. Four days in all."""

FIELDS = {
    Event.PUBLISHED: "published",
    Event.UPDATED: "updated",
    Event.WITHDRAWN: "withdrawn",
}


def write(event: Event, pk: int) -> None:
    """Write a message to each address that wants to hear of it. Of what is hidden none is told."""
    webhooks = Webhook.objects.filter(is_enabled=True, **{FIELDS[event]: True})
    told = list(webhooks.values_list("pk", flat=True))
    if not told:
        return
    story = Story.objects.select_related("section").get(pk=pk)
    if story.address is None or is_hidden(story):
        return
    body = body_of(event, story, when=clock.now())
    Delivery.objects.bulk_create(Delivery(webhook_id=each, event=event, body=body) for each in told)


def claim() -> Delivery | None:
    """Take the message that has been due longest."""
    pk = take(Delivery.objects.filter(webhook__is_enabled=True))
    return Delivery.objects.select_related("webhook").get(pk=pk) if pk else None


def take(sendings: QuerySet[Any]) -> int | None:
    """Take what has been due longest, so that no other worker has it too; return its key."""
    now, waiting = clock.now(), sendings.filter(state=DeliveryState.WAITING)
    for each in waiting.filter(next_try__lte=now).order_by("next_try", "pk")[:20]:
        same = _waiting(each).filter(next_try=each.next_try)
        if same.update(next_try=now + LEASE, tries=F("tries") + 1):
            return int(each.pk)
    return None


def note_delivered(delivery: Sending, *, status: int) -> None:
    """Note that the other side has it."""
    failpoint("webhooks.before_note")
    _note(delivery, state=DeliveryState.DELIVERED, status=status, answer="", done_at=clock.now())


def note_failure(
    delivery: Sending,
    *,
    status: int | None,
    answer: str,
    final: bool,
    wait: timedelta = timedelta(0),
) -> None:
    """Note why it didn't go, and when it is tried again, if it is: after ``wait`` at the earliest.

    What else is due to the same address waits as well, a minute or what was asked for: it would
    fail as this did.
    """
    now = clock.now()
    over = final or delivery.tries > len(BACK_OFF)
    own = max(wait, BACK_OFF[min(delivery.tries, len(BACK_OFF)) - 1])
    _note(
        delivery,
        state=DeliveryState.GIVEN_UP if over else DeliveryState.WAITING,
        next_try=now + own,
        status=status,
        answer=answer.replace("\x00", "")[:300],
        done_at=now if over else None,
    )
    others = delivery.beside().filter(state=DeliveryState.WAITING)
    others.filter(next_try__lte=now).update(next_try=now + max(wait, BACK_OFF[0]))


def _note(delivery: Sending, **values: object) -> None:
    _waiting(delivery).update(**values)


def _waiting(sending: Sending) -> QuerySet[Any]:
    return sending.beside().filter(pk=sending.pk, state=DeliveryState.WAITING)
