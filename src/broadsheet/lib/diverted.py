"""Mail of a copy that is tried out: all of it goes to one address, and says for whom it was.

Whatever backend the publication's settings name, a package's or one of its own, this stands in
front of it. ``mail.divert_to`` in broadsheet.toml. A provider is given no message's key: the real
paper may still send the message, and the provider would take it for the copy's.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

PATH = "broadsheet.lib.diverted.Diverted"
FOR = "X-Broadsheet-For"
NOT_FOR_A_STRANGER = {"list-unsubscribe", "list-unsubscribe-post"}
"""Headers by which a mail program takes somebody off: it would be the reader."""


def divert() -> None:
    """Have all mail of this process go where ``mail.divert_to`` says, if it says anything."""
    if settings.BROADSHEET.mail_divert_to and settings.EMAIL_BACKEND != PATH:
        settings.DIVERTED_EMAIL_BACKEND = settings.EMAIL_BACKEND
        settings.EMAIL_BACKEND = PATH


class Diverted(BaseEmailBackend):
    """Hands messages to the backend behind it, each to the one address."""

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        backend = settings.DIVERTED_EMAIL_BACKEND
        self.behind: Any = get_connection(backend, fail_silently=fail_silently, **options)

    def open(self) -> bool | None:
        """Open the connection behind it."""
        opened: bool | None = self.behind.open()
        return opened

    def close(self) -> None:
        """Close the connection behind it."""
        self.behind.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send a copy of each message to the one address; return how many were taken."""
        copies = [_for_one(each) for each in email_messages]
        taken: int = self.behind.send_messages(copies) or 0
        for message, sent in zip(email_messages, copies, strict=True):
            if status := getattr(sent, "anymail_status", None):
                message.anymail_status = status  # type: ignore[attr-defined]  # anymail's
        return taken


def _for_one(message: EmailMessage) -> EmailMessage:
    """Return a copy of a message for the one who tries it; nobody else gets it."""
    sent = copy.copy(message)
    wanted = ", ".join(" ".join(each.split()) for each in message.recipients())
    sent.to, sent.cc, sent.bcc = [settings.BROADSHEET.mail_divert_to], [], []
    sent.subject = f"[{wanted}] {message.subject}"
    kept = {k: v for k, v in message.extra_headers.items() if k.lower() not in NOT_FOR_A_STRANGER}
    sent.extra_headers = {**kept, FOR: wanted}
    sent.metadata = {}  # type: ignore[attr-defined]  # anymail's: what comes back is told the real paper
    return sent
