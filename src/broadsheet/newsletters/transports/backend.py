"""Django's mail backends: the console, a folder, and providers through django-anymail."""

from __future__ import annotations

from collections.abc import Iterator
from ssl import SSLCertVerificationError
from typing import Any

from django.core.mail import get_connection

from broadsheet.newsletters.transports import idempotency
from broadsheet.newsletters.transports.outcome import Begin, Keys, Kind, Outcome, Parcel

LATER = {401, 403, 408, 429}
"""Statuses that are about our account or our haste, not about the message."""

UNMET = {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"}
"""What urllib3, on which django-anymail stands, calls it when no connection came about."""


class Backend:
    """Hands messages to the backend that the settings name, one at a time."""

    def __init__(self) -> None:
        self.connection: Any = None

    def keys(self) -> Keys | None:
        """Return what the provider promises, if it is one that takes keys."""
        try:
            return idempotency.keys(self.connection or get_connection())
        except Exception:  # settings that are wrong: handing over says what is
            return None

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
            provider = getattr(self.connection, "esp_name", "")
            self.close()
            return _outcome(error, provider)
        status = getattr(email, "anymail_status", None)
        name = str(getattr(status, "message_id", None) or "")
        return Outcome(Kind.ACCEPTED if taken else Kind.DOUBT, provider_id=name)

    def close(self) -> None:
        """Close the connection."""
        connection, self.connection = self.connection, None
        if connection is not None:
            connection.close()


def _outcome(error: Exception, provider: str) -> Outcome:
    """Return what a backend's error says: a provider that answered with “no” has sent nothing.

    django-anymail's errors carry the status of the provider's answer (RFC 9110, 15.5: 4xx is
    the asker's fault; 429, RFC 6585, is “later”), but where it says that it knows the key.
    """
    status, words = getattr(error, "status_code", None), f"{type(error).__name__}: {error}"
    if any(_is_unmet(each) for each in _reasons(error)):
        return Outcome(Kind.UNREACHABLE, words)
    if known := idempotency.known(error, provider):
        return Outcome(known, words, ask=known is Kind.DOUBT)
    if status in LATER:
        return Outcome(Kind.DEFERRED, words)
    if isinstance(status, int) and 400 <= status < 500:
        return Outcome(Kind.REFUSED, words)
    return Outcome(Kind.DOUBT, words, ask=idempotency.tells_after(status, provider))


def _reasons(error: BaseException | None) -> Iterator[Any]:
    """Yield what an error came of; urllib3 keeps its errors' reasons under that name."""
    while error is not None:
        yield error
        inner = [each for each in error.args if isinstance(each, BaseException)]
        error = getattr(error, "reason", None) or (inner[0] if inner else error.__cause__)


def _is_unmet(error: BaseException) -> bool:
    """Say whether nothing was said, since nobody was there, or somebody else was."""
    return type(error).__name__ in UNMET or isinstance(error, SSLCertVerificationError)
