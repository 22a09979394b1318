"""SMTP whose every step is known, so that a broken connection is a doubt only when it is one.

RFC 5321, 4.2.5: the server answers for a message from the line with the lone dot on. Until that
line is sent nothing was; after it, silence means that nobody knows.
"""

from __future__ import annotations

import smtplib
import ssl

from django.conf import settings

from broadsheet.newsletters.transports.conversation import (
    NotNowError,
    Session,
    open_session,
)
from broadsheet.newsletters.transports.outcome import Begin, Keys, Kind, Outcome, Parcel

GONE = (smtplib.SMTPException, OSError)
"""What smtplib raises when a server hangs up, babbles or is silent too long."""


class Smtp:
    """Hands messages over on one connection, kept for as long as the server keeps it."""

    def __init__(self) -> None:
        self.session: Session | None = None

    def keys(self) -> Keys | None:
        """Return None: to a mail server every message is a new one."""
        return None

    def hand_over(self, parcel: Parcel, begin: Begin) -> Outcome:
        """Hand one message over (see Transport).

        A connection that was used before may have been closed for its age: the message is
        tried once more on a fresh one, as long as it wasn't begun.
        """
        used = self.session is not None and self.session.messages > 0
        outcome, closed = self._once(parcel, begin)
        if closed:
            self.close()
        if closed and used and outcome.kind is Kind.DEFERRED:
            outcome, closed = self._once(parcel, begin)
            if closed:
                self.close()
        return outcome

    def close(self) -> None:
        """Hang up."""
        session, self.session = self.session, None
        if session is not None:
            session.hang_up()

    def _once(self, parcel: Parcel, begin: Begin) -> tuple[Outcome, bool]:
        """Return what became of the message, and whether the connection is of no more use."""
        try:
            session = self.session = self.session or open_session()
        except ssl.SSLError as error:
            return Outcome(Kind.UNREACHABLE, f"TLS: {error}"), True
        except GONE as error:
            return Outcome(Kind.UNREACHABLE, words(error)), True
        try:
            session.envelope(parcel.sender, parcel.to)
            session.body(parcel.data())
        except NotNowError as error:
            return Outcome(error.kind, error.text), error.hung_up
        except GONE as error:
            return Outcome(Kind.DEFERRED, words(error)), True
        begin()
        try:
            return session.dot()
        except GONE as error:
            return Outcome(Kind.DOUBT, words(error)), True


def words(error: Exception) -> str:
    """Return what went wrong, in a line for the ledger."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {text}"
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return f"No answer in {settings.EMAIL_TIMEOUT} seconds."
    return f"{type(error).__name__}: {error}"
