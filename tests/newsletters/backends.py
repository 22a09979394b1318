"""Mail backends in which something happens while a mail is being sent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.core.mail.backends.locmem import EmailBackend

from broadsheet.newsletters.tasks import send_outgoing_mail


class AnotherWorkerComesRound(EmailBackend):
    """While a worker sends a mail, a second one does its round."""

    sending = False

    def send_messages(self, messages: Any) -> int:
        kind = type(self)
        if not kind.sending:
            kind.sending = True
            try:
                send_outgoing_mail()
            finally:
                kind.sending = False
        return super().send_messages(messages)


class PowerCut(EmailBackend):
    """The worker ends right after the mail server said yes."""

    def send_messages(self, messages: Any) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


class NothingTaken(EmailBackend):
    """A backend that says nothing and takes nothing."""

    def send_messages(self, messages: Any) -> int:
        return 0


class Provider(EmailBackend):
    """A provider's API as django-anymail speaks to it: an error has the answer's status."""

    status = 0
    seen: list[Any] = []

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            self.seen.append(message)
            if self.status:
                error = RuntimeError("The provider answered")
                error.status_code = self.status  # type: ignore[attr-defined]
                raise error
            message.anymail_status = SimpleNamespace(message_id="esp-1")
        return len(messages)
