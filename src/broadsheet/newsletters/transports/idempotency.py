"""The message's key, for the providers that send once what they are asked for twice.

Resend (https://resend.com/docs/dashboard/emails/idempotency-keys) knows a key for 24 hours. The
same request gets the same answer, and no second mail; another one with that key gets 409
``invalid_idempotent_request``; one that comes while the first is in hand, 409
``concurrent_idempotent_requests``, and may ask later.

Brevo (https://developers.brevo.com/docs/heterogenous-versions-batch-emails) knows a key for 30
minutes, and answers whatever has it with ``duplicate_parameter``, and no second mail. That says
that it had the message, not what it made of it: an error of its own stays a doubt.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils.crypto import salted_hmac

from broadsheet.newsletters.transports.outcome import Keys, Kind

KEPT = {"Resend": timedelta(hours=23), "Brevo": timedelta(minutes=15)}
"""How long we rely on a key: an hour less than Resend says, since clocks are put right; with
Brevo what it promised when keys were new (https://developers.brevo.com/changelog/
email-api-now-supports-idempotency), half of what it says now."""

CONFLICT = 409
IN_HAND = "concurrent_idempotent_requests"
DUPLICATE = "duplicate_parameter"


def keys(connection: Any) -> Keys | None:
    """Return what the provider behind a backend promises; None where it takes no keys.

    Another account, or the same one with another secret, may not know a message's key.
    """
    provider = getattr(connection, "esp_name", "")
    if provider not in KEPT:
        return None
    account = f"{provider} {connection.api_url} {connection.api_key}"
    salt = "broadsheet.newsletters.account"
    return Keys(salted_hmac(salt, account, algorithm="sha256").hexdigest()[:32], KEPT[provider])


def give(email: Any, connection: Any, key: uuid.UUID) -> None:
    """Have the key go with a message, if the provider takes one."""
    provider = getattr(connection, "esp_name", "")
    if provider == "Brevo":  # it reads the key from the message's own headers
        email.extra_headers["idempotencyKey"] = str(key)
    elif provider == "Resend":  # it reads the request's, of which anymail's session has its own
        connection.session.headers["Idempotency-Key"] = str(key)


def known(error: Exception, provider: str) -> Kind | None:
    """Return what an error says of a key: KNOWN, DOUBT while the first is in hand; else None."""
    status, said = getattr(error, "status_code", None), _said(error)
    if status == CONFLICT:
        return Kind.DOUBT if said.get("name") == IN_HAND else Kind.KNOWN
    return Kind.KNOWN if provider == "Brevo" and said.get("code") == DUPLICATE else None


def tells_after(status: int | None, provider: str) -> bool:
    """Say whether to ask again helps after this answer; without one (None), after silence."""
    return provider in KEPT and (status is None or provider == "Resend")


def _said(error: Exception) -> dict[str, Any]:
    try:
        said = error.response.json()  # type: ignore[attr-defined]  # django-anymail's
    except (AttributeError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
