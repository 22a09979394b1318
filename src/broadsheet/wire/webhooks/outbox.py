"""The outbox: what is to be told, claimed by one worker at a time, tried again for days."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from broadsheet.lib import clock
from broadsheet.lib.failpoints import failpoint
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import is_hidden
from broadsheet.wire.webhooks.messages import body_of
from broadsheet.wire.webhooks.models import Delivery, DeliveryState, Event, Webhook

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
    """Take the message that has been due longest, so that no other worker has it too."""
    now = clock.now()
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, webhook__is_enabled=True)
    for each in waiting.filter(next_try__lte=now).order_by("next_try", "pk")[:20]:
        mine = Delivery.objects.filter(
            pk=each.pk, next_try=each.next_try, state=DeliveryState.WAITING
        ).update(next_try=now + LEASE, tries=F("tries") + 1)
        if mine:
            return Delivery.objects.select_related("webhook").get(pk=each.pk)
    return None


def note_delivered(delivery: Delivery, *, status: int) -> None:
    """Note that the other side has it."""
    failpoint("webhooks.before_note")
    _note(delivery, state=DeliveryState.DELIVERED, status=status, answer="", done_at=clock.now())


def note_failure(delivery: Delivery, *, status: int | None, answer: str, final: bool) -> None:
    """Note why it didn't go, and when it is tried again, if it is.

    What else is due to the same address waits a minute as well: it would fail as this did.
    """
    now = clock.now()
    over = final or delivery.tries > len(BACK_OFF)
    wait = BACK_OFF[min(delivery.tries, len(BACK_OFF)) - 1]
    _note(
        delivery,
        state=DeliveryState.GIVEN_UP if over else DeliveryState.WAITING,
        next_try=now + wait,
        status=status,
        answer=answer.replace("\x00", "")[:300],
        done_at=now if over else None,
    )
    others = Delivery.objects.filter(webhook=delivery.webhook, state=DeliveryState.WAITING)
    others.filter(next_try__lte=now).update(next_try=now + BACK_OFF[0])


def _note(delivery: Delivery, **values: object) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(**values)
