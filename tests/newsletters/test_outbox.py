"""A mail that was asked for goes out, late if need be; or somebody can see why it didn't."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection, transaction

from broadsheet.newsletters import actions, outbox
from broadsheet.newsletters.models import Consent, OutgoingMail, Reader, Subscription
from broadsheet.newsletters.tasks import forget_what_is_over, send_outgoing_mail
from tests.factories import max_reads
from tests.newsletters.mailbox import a_list, sign_up

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
EMAIL = "max@example.org"
BACKENDS = "tests.newsletters.backends"


class Server:
    """A mail server's side: what it was given, and what it says to the next commands."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.recipients: list[list[str]] = []
        self.says: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.says:
            return self.says[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if "DATA" in self.says:
            return self.says["DATA"]
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 5
    yield handler
    controller.stop()


def text_of(letter: Any) -> str:
    return letter.get_body().get_content()


def asked(number: int) -> list[str]:
    """Sign up so many readers; return their addresses."""
    addresses = [f"reader{each}@example.org" for each in range(number)]
    for address in addresses:
        sign_up(address)
    return addresses


def test_a_letter_arrives_and_its_link_works(server: Server) -> None:
    sign_up(EMAIL, a_list("Ebbe & Flut – am Morgen", slug="ebbe"))
    assert send_outgoing_mail() == 1
    [letter] = server.letters
    assert server.recipients == [[EMAIL]]
    assert letter["To"] == EMAIL
    assert letter["Subject"] == "Please confirm: Ebbe & Flut – am Morgen"
    assert letter["From"].addresses[0].display_name == "The Courier"
    assert letter["Auto-Submitted"] == "auto-generated"
    link = next(line for line in text_of(letter).splitlines() if line.startswith("http"))
    response = max_reads().post("/" + link.split("/", 3)[3])
    assert "You are on the list" in response.content.decode()
    assert send_outgoing_mail() == 0


def test_while_the_server_is_away_mail_waits_and_then_arrives_once(
    server: Server, settings: Any
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with time_machine.travel(MONDAY, tick=False) as time:
        addresses = asked(3)
        assert send_outgoing_mail() == 0
        assert OutgoingMail.objects.get(attempts=1).error.startswith("ConnectionRefusedError")
        settings.EMAIL_PORT = port
        assert send_outgoing_mail() == 0
        time.shift(timedelta(minutes=1))
        assert send_outgoing_mail() == 3
        time.shift(timedelta(days=2))
        assert send_outgoing_mail() == 0
    assert sorted(server.recipients) == [[address] for address in addresses]
    assert set(OutgoingMail.objects.values_list("state", "error")) == {("sent", "")}


@pytest.mark.parametrize("where", [EMAIL, "DATA"])
def test_a_server_that_says_not_now_is_asked_again_less_and_less_often(
    server: Server, where: str
) -> None:
    server.says[where] = "451 Not now"
    with time_machine.travel(MONDAY, tick=False) as time:
        sign_up(EMAIL)
        send_outgoing_mail()
        for wait in outbox.BACK_OFF[:4]:
            time.shift(wait - timedelta(seconds=1))
            before = OutgoingMail.objects.get().attempts
            send_outgoing_mail()
            assert OutgoingMail.objects.get().attempts == before
            time.shift(timedelta(seconds=1))
            send_outgoing_mail()
            assert OutgoingMail.objects.get().attempts == before + 1
        assert "Not now" in OutgoingMail.objects.get().error
        server.says.clear()
        time.shift(outbox.BACK_OFF[4])
        assert send_outgoing_mail() == 1
    assert len(server.letters) == 1


def test_a_mail_that_cannot_go_for_two_days_is_kept_for_a_person_to_see(server: Server) -> None:
    server.says["DATA"] = "451 Not now"
    with time_machine.travel(MONDAY, tick=False) as time:
        sign_up(EMAIL)
        send_outgoing_mail()
        for wait in outbox.BACK_OFF:
            time.shift(wait)
            assert OutgoingMail.objects.get().state == "queued"
            send_outgoing_mail()
        kept = OutgoingMail.objects.get()
        assert (kept.state, kept.attempts) == ("failed", len(outbox.BACK_OFF) + 1)
        time.shift(timedelta(days=1))
        assert send_outgoing_mail() == 0


@pytest.mark.parametrize("where", ["reader1@example.org", "DATA"])
def test_an_address_or_a_letter_that_is_refused_for_good_is_not_sent_again(
    server: Server, where: str
) -> None:
    asked(3)
    server.says[where] = "550 Nobody here"
    send_outgoing_mail()
    refused = OutgoingMail.objects.filter(state="failed")
    assert refused.count() == (3 if where == "DATA" else 1)
    assert all("Nobody here" in each.error for each in refused)
    assert len(server.letters) == (0 if where == "DATA" else 2)


def test_two_workers_send_each_mail_once(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.AnotherWorkerComesRound"
    addresses = asked(8)
    for _round in range(3):
        send_outgoing_mail()
    assert sorted(letter.to[0] for letter in mail.outbox) == addresses


def test_two_workers_that_saw_the_same_mail_do_not_both_get_it() -> None:
    asked(1)
    now = datetime.now(UTC) + timedelta(seconds=1)
    claims: list[OutgoingMail | None] = []

    def the_other_was_quicker(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and not claims:
            claims.append(None)
            claims[0] = outbox.claim(now=now)
        return execute(sql, *rest)

    with connection.execute_wrapper(the_other_was_quicker):
        claims.append(outbox.claim(now=now))
    assert claims[0] is not None
    assert claims[1] is None


def test_a_mail_whose_worker_died_goes_again_under_the_same_name(settings: Any) -> None:
    sign_up(EMAIL)
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{BACKENDS}.PowerCut"
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=1), tick=False) as time:
        with pytest.raises(KeyboardInterrupt):
            send_outgoing_mail()
        settings.EMAIL_BACKEND = usual
        assert send_outgoing_mail() == 0
        time.shift(outbox.LEASE)
        assert send_outgoing_mail() == 1
    first, second = mail.outbox
    assert first.message()["Message-ID"] == second.message()["Message-ID"]
    assert first.body == second.body


def test_a_mail_that_nothing_took_is_not_called_sent(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.NothingTaken"
    sign_up(EMAIL)
    assert send_outgoing_mail() == 0
    assert OutgoingMail.objects.get().state == "queued"


def test_what_is_undone_writes_to_nobody() -> None:
    lists = [a_list()]

    @transaction.atomic
    def sign_up_and_fail() -> None:
        actions.sign_up(email=EMAIL, lists=lists, by=actions.Hand(wording="Yes"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sign_up_and_fail()
    assert not OutgoingMail.objects.exists()
    assert not Reader.objects.exists()
    assert not Consent.objects.exists()


def test_the_secret_of_a_link_is_nowhere_once_its_mail_is_sent() -> None:
    sign_up(EMAIL)
    kept = OutgoingMail.objects.get()
    assert kept.secret
    assert kept.secret not in kept.text
    send_outgoing_mail()
    assert kept.secret in mail.outbox[0].body
    assert OutgoingMail.objects.get().secret == ""


def test_a_sent_mail_is_kept_for_thirty_days_and_one_that_failed_until_its_reader_goes() -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        asked(2)
        OutgoingMail.objects.filter(to="reader0@example.org").update(state="failed")
        Subscription.objects.update(state="confirmed", confirmed_at=MONDAY)
        assert send_outgoing_mail() == 1
        time.shift(timedelta(days=30))
        forget_what_is_over()
        assert OutgoingMail.objects.count() == 2
        time.shift(timedelta(seconds=1))
        forget_what_is_over()
    assert OutgoingMail.objects.get().state == "failed"
