"""What a mail provider tells by its webhooks, whose signatures django-anymail checks."""

from __future__ import annotations

import uuid
from typing import Any

from broadsheet.newsletters.models import Send
from broadsheet.newsletters.returns import acts
from broadsheet.newsletters.returns.reports import fate_of
from broadsheet.newsletters.returns.word import Fate, Word

METADATA = "send"
"""Under this name each message carries its key; the provider sends it back with its events."""

FATES = {
    "delivered": Fate.DELIVERED,
    "complained": Fate.COMPLAINED,
    "unsubscribed": Fate.LEFT,  # by the provider's own link or header: it sends them no more
}
BY_PROVIDER = "Unsubscribed at the mail provider"
BACK = {"bounced", "rejected"}
"""Rejected is what a provider took and then didn't send: it keeps a list of those who bounced."""


def hear(sender: Any, event: Any, **_more: Any) -> None:
    """Take note of an event (anymail.signals.tracking)."""
    fate = FATES.get(event.event_type)
    if event.event_type in BACK:
        hard = event.reject_reason in {"bounced", "invalid"}
        told = fate_of(event.mta_response or "")
        fate = Fate.BOUNCED if hard and (told is Fate.BOUNCED or not event.mta_response) else told
    key = _key(event)
    if fate is not None and key is not None:
        said = event.mta_response or event.description or ""
        acts.take(Word(key, fate, BY_PROVIDER if fate is Fate.LEFT else said))


def _key(event: Any) -> uuid.UUID | None:
    told = (event.metadata or {}).get(METADATA, "")
    try:
        return uuid.UUID(str(told))
    except ValueError:
        pass
    if not event.message_id:
        return None
    return Send.objects.filter(provider_id=event.message_id).values_list("key", flat=True).first()
