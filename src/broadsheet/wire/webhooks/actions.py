"""What publishers do about webhooks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from broadsheet.lib import clock
from broadsheet.wire.webhooks.models import Delivery, DeliveryState, Webhook
from broadsheet.wire.webhooks.secret import new_secret, seal


@transaction.atomic
def renew_secret(*, webhook: Webhook, by: Any) -> str:
    """Give a webhook another secret, and return it: it can't be read again."""
    secret = new_secret()
    webhook.secret = seal(secret)
    webhook.save()
    log(webhook, "wagtail.edit", user=by)
    return secret


@transaction.atomic
def deliver_again(*, webhook: Webhook, delivery: int) -> bool:
    """Have a message that was delivered or given up go once more, under the same name.

    Return whether it is one that can.
    """
    over = webhook.deliveries.filter(pk=delivery).exclude(state=DeliveryState.WAITING)
    again = {"state": DeliveryState.WAITING, "tries": 0, "next_try": clock.now(), "done_at": None}
    return bool(over.update(**again))


@transaction.atomic
def remove(*, webhook: Webhook, by: Any) -> None:
    """Remove a webhook with all that it was, and was to be, told."""
    log(webhook, "wagtail.delete", user=by, deleted=True)
    webhook.delete()


def newest(webhook: Webhook) -> list[Delivery]:
    """Return the newest messages of a webhook."""
    return list(webhook.deliveries.all()[:50])
