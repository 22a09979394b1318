"""What the worker does about webhooks. Thin."""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings

from broadsheet.config import RESTORED
from broadsheet.lib import clock
from broadsheet.lib.connector import ConnectionRefusedByPolicy, Connector, ConnectorError
from broadsheet.lib.connector.waiting import retry_after
from broadsheet.lib.sealed import SealedWithAnotherKey
from broadsheet.wire.webhooks import outbox
from broadsheet.wire.webhooks.messages import headers_of
from broadsheet.wire.webhooks.models import Delivery, DeliveryState, Sending

SECONDS = 5.0
"""How long a round may take, and how long an answer is waited for: the worker has other work."""

FINAL = frozenset({HTTPStatus.GONE})
"""“Stop sending” (Standard Webhooks)."""

ANSWER_BYTES = 300
KEPT = timedelta(days=30)


def deliver_due() -> int:
    """Deliver what is due, message by message; return how many were taken."""
    if nothing_leaves():
        return 0
    end, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < end and (delivery := outbox.claim()):
        done += _deliver(delivery)
    return done


def nothing_leaves() -> bool:
    """Say whether this is a copy that is tried out, or a backup that was just restored."""
    config = settings.BROADSHEET
    return bool(config.mail_divert_to) or (config.data / RESTORED).exists()


def forget_what_is_over() -> int:
    """Forget what was delivered or given up long ago; return how many it was."""
    return forget(Delivery)


def forget(kind: type[Sending]) -> int:
    """Forget what of a kind is over for long; return how many it was."""
    over = kind._default_manager.exclude(state=DeliveryState.WAITING)
    over = over.filter(done_at__lt=clock.now() - KEPT)
    return over.delete()[0] if over.exists() else 0


def _deliver(delivery: Delivery) -> int:
    try:
        headers = headers_of(delivery, now=clock.now())
    except SealedWithAnotherKey:
        words = "The paper has another secret key than when this webhook's secret was made."
        outbox.note_failure(delivery, status=None, answer=words, final=True)
        return 0
    return send(delivery, delivery.webhook.url, delivery.body.encode(), headers)


def send(
    delivery: Sending,
    url: str,
    body: bytes,
    headers: dict[str, str],
    *,
    final: Collection[int] = FINAL,
) -> int:
    """Send it, and note what became of it; return 1 if it has arrived, or else 0.

    After an answer with a ``final`` status it isn't tried again.
    """
    private = settings.BROADSHEET.webhooks_private
    connector = Connector(allow_private=private, max_bytes=ANSWER_BYTES, timeout=SECONDS)
    try:
        answer = connector.post(url, body, headers)
    except ConnectorError as error:
        refused = isinstance(error, ConnectionRefusedByPolicy)
        outbox.note_failure(delivery, status=None, answer=str(error), final=refused)
        return 0
    if 200 <= answer.status < 300:
        outbox.note_delivered(delivery, status=answer.status)
        return 1
    said = answer.body.decode("utf-8", "replace")
    outbox.note_failure(
        delivery,
        status=answer.status,
        answer=said,
        final=answer.status in final,
        wait=retry_after(answer, clock.now()),
    )
    return 0
