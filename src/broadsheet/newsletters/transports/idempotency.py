"""The message's key, for the providers that send once what they are asked for twice.

Where a provider knows the key, a message that a person says didn't arrive, though it did, is
not sent again: within a day (Resend: https://resend.com/docs/dashboard/emails/idempotency-keys)
or half an hour (Brevo: https://developers.brevo.com/docs/heterogenous-versions-batch-emails).
"""

from __future__ import annotations

import uuid
from typing import Any

KNOWN_ALREADY = 409
"""What Resend answers to a key that it has had with other bytes, or has in hand."""


def give(email: Any, connection: Any, key: uuid.UUID) -> None:
    """Have the key go with a message, if the provider takes one."""
    provider = getattr(connection, "esp_name", "")
    if provider == "Brevo":  # it reads the key from the message's own headers
        email.extra_headers["idempotencyKey"] = str(key)
    elif provider == "Resend":  # it reads the request's, of which anymail's session has its own
        connection.session.headers["Idempotency-Key"] = str(key)
