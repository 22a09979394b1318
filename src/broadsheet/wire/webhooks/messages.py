"""What an address is told, and how it knows that it was us (standardwebhooks.com, 1.0.0)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.api.documents import at
from broadsheet.wire.webhooks.models import Delivery, Event
from broadsheet.wire.webhooks.secret import key_of


def body_of(event: Event, story: Any, *, when: datetime) -> str:
    """Return a message: which story, where it is read and asked for, and nothing of its text."""
    said = {
        "type": str(event),
        "timestamp": when.isoformat(),
        "data": {
            "id": str(story.guid),
            "api_url": at("stories", story.guid),
            "url": whole(story.address),
        },
    }
    return json.dumps(said)


def headers_of(delivery: Delivery, *, now: datetime) -> dict[str, str]:
    """Return the headers of one attempt, signed. Raises SealedWithAnotherKey."""
    name, instant = f"msg_{delivery.key.hex}", str(int(now.timestamp()))
    signed = f"{name}.{instant}.{delivery.body}".encode()
    digest = hmac.new(key_of(delivery.webhook.secret), signed, hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "user-agent": "Broadsheet",
        "webhook-id": name,
        "webhook-timestamp": instant,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
