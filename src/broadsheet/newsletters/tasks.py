"""What the worker does about mail. Thin."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet

from broadsheet.lib import clock
from broadsheet.newsletters import automatic, outbox
from broadsheet.newsletters.actions import A_DAY, VALID_FOR
from broadsheet.newsletters.figures import counting
from broadsheet.newsletters.models import (
    AddressChange,
    Allowance,
    Confirmation,
    MailState,
    OutgoingMail,
    Reader,
    State,
)
from broadsheet.newsletters.returns import box, maildir
from broadsheet.newsletters.sending.worker import work
from broadsheet.newsletters.transports import transport

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Mails a round: the worker has other things to do as well."""

SENDING_SECONDS = 5.0
"""How long a round of numbers may take: shorter than who ends the worker is patient."""

SENT_KEPT = timedelta(days=30)

_box = box.Round()

AT_ONCE_FORGOTTEN = 500


def send_outgoing_mail() -> int:
    """Send the mails that are due, one by one; return how many the mail server took.

    A mail that can't go doesn't stop the next one. A server that isn't there ends the round.
    """
    connection, done = get_connection(), 0
    try:
        for _round in range(AT_ONCE):
            mail = outbox.claim(now=clock.now())
            if mail is None or not _reach_server(connection, mail):
                break
            done += _send(mail, connection)
    finally:
        connection.close()
    return done


def make_numbers() -> int:
    """Make the numbers that are due on lists that write themselves; return how many."""
    return automatic.make_due(now=clock.now())


def send_numbers() -> int:
    """Hand over what is due of the numbers that go out; return how much was done."""
    way = transport()
    try:
        return work(way, seconds=SENDING_SECONDS)
    finally:
        way.close()


def read_returns() -> int:
    """Read what came back to the address for that; return how many mails it was.

    Nothing, where mail is diverted: a copy would take the real paper's bounces from it.
    """
    config, done = settings.BROADSHEET, 0
    if config.mail_divert_to:
        return done
    if config.mail_returns_folder:
        done += maildir.look(Path(config.mail_returns_folder))
    if config.mail_returns_box:
        done += _box.look(config.mail_returns_box, kept_in=config.data / "returns")
    return done


def _reach_server(connection: BaseEmailBackend, mail: OutgoingMail) -> bool:
    try:
        connection.open()
    except Exception as error:
        outbox.note_failure(mail, error)
        outbox.wait_for_server()
        log.warning("The mail server can't be reached: %s", error)
        return False
    return True


def _send(mail: OutgoingMail, connection: BaseEmailBackend) -> int:
    try:
        if not outbox.message(mail, connection=connection).send():
            raise SMTPException("Nothing took the mail.")
    except Exception as error:
        outbox.note_failure(mail, error)
        log.warning("The mail %s didn't go: %s", mail.key, type(error).__name__)
        connection.close()  # what the server and we agree on is anybody's guess now
        return 0
    outbox.note_sent(mail)
    return 1


def count_months() -> int:
    """Count how many readers each list has; return how many lists were counted."""
    return counting.count_months()


def forget_what_is_over() -> int:
    """Forget addresses that nobody confirmed in time, and old notes; return how many addresses."""
    now = clock.now()
    for over in (
        OutgoingMail.objects.filter(state=MailState.SENT, sent_at__lt=now - SENT_KEPT),
        Allowance.objects.filter(since__lt=now - A_DAY),
        Confirmation.objects.filter(expires__lt=now),
        AddressChange.objects.filter(expires__lt=now),
    ):
        if over.exists():  # most rounds find nothing, and then nothing is written
            over.delete()
    unheard = (
        Reader.objects.filter(created__lt=now - VALID_FOR)
        .exclude(subscriptions__state__in=[State.CONFIRMED, State.LEFT])
        .exclude(confirmations__expires__gt=now)
    )
    return _forget(unheard) if unheard.exists() else 0


@transaction.atomic
def _forget(readers: QuerySet[Reader]) -> int:
    """Remove readers with everything that bears their address."""
    found = dict(
        readers.select_for_update().values_list("pk", "email").order_by("pk")[:AT_ONCE_FORGOTTEN]
    )
    OutgoingMail.objects.filter(to__in=found.values()).delete()
    Reader.objects.filter(pk__in=found).delete()
    return len(found)
