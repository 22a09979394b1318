"""Django's mail backends: the console, a folder, and providers through django-anymail."""

from __future__ import annotations

from typing import Any

from django.core.mail import get_connection

from broadsheet.newsletters.transports import idempotency
from broadsheet.newsletters.transports.outcome import Begin, Kind, Outcome, Parcel

LATER = {401, 403, 408, 429}
"""Statuses that are about our key or our haste, not about the message."""


class Backend:
    """Hands messages to the backend that the settings name, one at a time."""

    def __init__(self) -> None:
        self.connection: Any = None

    def hand_over(self, parcel: Parcel, begin: Begin) -> Outcome:
        """Hand one message over (see Transport)."""
        try:
            if self.connection is None:
                self.connection = get_connection()
                self.connection.open()
        except Exception as error:
            self.close()
            return Outcome(Kind.UNREACHABLE, f"{type(error).__name__}: {error}")
        email = parcel.email(self.connection)
        idempotency.give(email, self.connection, parcel.key)
        begin()
        try:
            taken = email.send()
        except Exception as error:
            self.close()
            return _outcome(error)
        status = getattr(email, "anymail_status", None)
        name = str(getattr(status, "message_id", None) or "")
        return Outcome(Kind.ACCEPTED if taken else Kind.DOUBT, provider_id=name)

    def close(self) -> None:
        """Close the connection."""
        connection, self.connection = self.connection, None
        if connection is not None:
            connection.close()


def _outcome(error: Exception) -> Outcome:
    """Return what a backend's error says: a provider that answered with “no” has sent nothing.

    django-anymail's errors carry the status of the provider's answer (RFC 9110, 15.5: 4xx is
    the asker's fault; 429, RFC 6585, is “later”), but for 409: it had the message before.
    """
    status, words = getattr(error, "status_code", None), f"{type(error).__name__}: {error}"
    if status in LATER:
        return Outcome(Kind.DEFERRED, words)
    if status == idempotency.KNOWN_ALREADY:
        return Outcome(Kind.DOUBT, words)
    if isinstance(status, int) and 400 <= status < 500:
        return Outcome(Kind.REFUSED, words)
    return Outcome(Kind.DOUBT, words)
