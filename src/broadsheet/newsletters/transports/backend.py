"""Django's mail backends: the console, a folder, and providers through django-anymail."""

from __future__ import annotations

from typing import Any

from django.core.mail import get_connection

from broadsheet.newsletters.transports.outcome import Begin, Kind, Outcome, Parcel


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
        begin()
        try:
            taken = email.send()
        except Exception as error:
            self.close()
            return Outcome(Kind.DOUBT, f"{type(error).__name__}: {error}")
        return Outcome(Kind.ACCEPTED if taken else Kind.DOUBT)

    def close(self) -> None:
        """Close the connection."""
        connection, self.connection = self.connection, None
        if connection is not None:
            connection.close()
