"""The outbox's way out: claim a mail, hand it to the mail server, note what became of it.

A mail is sent at least once: one whose worker dies between the server's yes and the note of
it goes again, under the same Message-ID. Nothing but a note of ``sent`` takes it out of the queue.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsletters.models import MailState, OutgoingMail
from broadsheet.newsletters.models.outbox import SECRET_MARK

LEASE = timedelta(minutes=10)
"""How long a worker may have a mail in hand: many times what a slow server takes for one."""

BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
"""Waits after each attempt that failed; after the last, a person has to look. Two days in all."""

ERROR_LENGTH = 1000


def claim(*, now: datetime) -> OutgoingMail | None:
    """Take the mail that has been due longest, so that no other worker has it too."""
    waiting = OutgoingMail.objects.filter(state=MailState.QUEUED)
    for mail in waiting.filter(next_try__lte=now).order_by("next_try", "pk")[:20]:
        mine = waiting.filter(pk=mail.pk, next_try=mail.next_try).update(
            next_try=now + LEASE, attempts=F("attempts") + 1
        )
        if mine:
            mail.refresh_from_db()
            return mail
    return None


def message(mail: OutgoingMail, *, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """Return the mail as it goes out, its secret in its place."""
    host = urlsplit(settings.BROADSHEET.url).hostname or "localhost"
    written = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text.replace(SECRET_MARK, mail.secret),
        from_email=_sender(),
        to=[mail.to],
        connection=connection,
        headers={"Message-ID": f"<{mail.key}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        written.attach_alternative(mail.html.replace(SECRET_MARK, mail.secret), "text/html")
    return written


def note_sent(mail: OutgoingMail) -> None:
    """Note that the mail server has it. The secret has done its work and is emptied."""
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT, sent_at=clock.now(), error="", secret=""
    )


def note_failure(mail: OutgoingMail, error: Exception) -> None:
    """Note why it didn't go, and when it is tried again, if it is."""
    over = mail.attempts > len(BACK_OFF) or is_final(error)
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.QUEUED).update(
        state=MailState.FAILED if over else MailState.QUEUED,
        next_try=clock.now() + (BACK_OFF[-1] if over else BACK_OFF[mail.attempts - 1]),
        error=f"{type(error).__name__}: {error}".replace("\x00", "")[:ERROR_LENGTH],
    )


def wait_for_server() -> None:
    """Put off what else is due: the mail server isn't there, and asking for each costs time."""
    now = clock.now()
    OutgoingMail.objects.filter(state=MailState.QUEUED, next_try__lte=now).update(
        next_try=now + BACK_OFF[0]
    )


def is_final(error: Exception) -> bool:
    """Say whether the server refused this mail or this address for good (RFC 5321, 4.2.1: 5yz)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500


def _sender() -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    shown = " ".join((name or publication().name).split()).replace("\\", "").replace('"', "'")
    return f'"{shown}" <{address}>'
