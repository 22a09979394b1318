"""A server that lets nobody in has no message, so none is in doubt; and no log names a reader."""

from __future__ import annotations

import logging
import socket
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from broadsheet.newsletters.actions import note_bounce, note_complaint
from broadsheet.newsletters.models import Reader
from broadsheet.newsletters.tasks import send_numbers, send_outgoing_mail
from tests.lib.local_server import answer, serve
from tests.newsletters.mailbox import sign_up
from tests.newsletters.sending.numbers import a_number, begin, counted, fresh, readers, send_all
from tests.newsletters.sending.office import DROP, DROP_AFTER, Office, open_office

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PASSWORD = "correct-horse"


def let_in(_server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
    return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


def test_a_password_that_is_wrong_keeps_all_mail_here_and_is_named_nowhere(
    settings: Any, time: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with open_office(settings, authenticator=let_in, auth_require_tls=False) as office:
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "courier", "guess"
        addresses = readers(3)
        number = begin(a_number(), time)
        send_numbers()
        assert office.letters == []
        assert counted(number) == {"queued": 3}
        assert "can’t be reached (535 " in fresh(number).hitch
        assert "guess" not in fresh(number).hitch + caplog.text
        settings.EMAIL_HOST_PASSWORD = PASSWORD
        send_all(time)
        assert office.got == dict.fromkeys(addresses, 1)
        assert fresh(number).hitch == ""


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_we_are_patient(
    office: Office, settings: Any, time: Any
) -> None:
    addresses, port = readers(3), settings.EMAIL_PORT
    number = begin(a_number(), time)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it listens, and never says 220
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = silent.getsockname()[1], 0.1
        send_numbers()
        send_numbers()
    assert "No answer in 0.1 seconds" in fresh(number).hitch
    assert counted(number) == {"queued": 3}
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = port, 5
    time.shift(timedelta(minutes=1))
    send_numbers()
    assert office.got == dict.fromkeys(addresses, 1)


def test_a_provider_that_is_away_has_nothing_and_one_that_says_nothing_leaves_a_doubt(
    settings: Any, time: Any
) -> None:
    def wait(handler: Any) -> None:
        server.done.wait(5)

    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "REQUESTS_TIMEOUT": 0.1}
    readers(2)
    number = begin(a_number(), time)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_API_URL": f"http://127.0.0.1:{port}/"}
    send_numbers()
    assert counted(number) == {"queued": 2}
    assert "can’t be reached" in fresh(number).hitch
    time.shift(61)
    with serve(wait) as server:
        settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_API_URL": f"{server.url}/"}
        send_numbers()
        assert len(server.asked) == 2
    assert counted(number) == {"doubt": 2}
    send_all(time)
    assert counted(number) == {"doubt": 2}


def test_who_bounced_or_complained_since_the_number_was_frozen_gets_nothing(
    office: Office, time: Any
) -> None:
    addresses = readers(3)
    number = begin(a_number(), time)
    office.says = {"MAIL": "451 Not now"}
    send_numbers()
    note_bounce(reader=Reader.objects.get(email=addresses[0]), hard=True)
    note_complaint(reader=Reader.objects.get(email=addresses[1]))
    office.says = {}
    send_all(time)
    assert office.got == {addresses[2]: 1}
    assert counted(number) == {"skipped": 2, "handed over": 1}


def test_whatever_goes_wrong_no_log_names_a_reader(
    office: Office, settings: Any, time: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for n, (verb, said) in enumerate(
        [
            ("RCPT", "550 {0}: nobody here"),
            ("DOT", "451 {0} is busy"),
            ("DOT", DROP_AFTER),
            ("MAIL", DROP),
        ]
    ):
        [address] = readers(1)
        office.says = {verb: said.format(address)}
        begin(a_number(), time)
        send_numbers()
        office.says = {verb: said.format(address)}
        sign_up(f"max{n}@example.org")
        send_outgoing_mail()
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    with serve(answer(422, b'{"Message": "max@example.org is inactive"}')) as server:
        settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "POSTMARK_API_URL": f"{server.url}/"}
        readers(1)
        time.shift(86400 // 2)
        begin(a_number(), time)
        send_numbers()
    ours = [each for each in caplog.records if each.name != "mail.log"]  # the server's
    assert any(each.name.startswith("broadsheet") for each in ours)
    logged = "\n".join(logging.Formatter().format(each) for each in ours)
    assert "@example.org" not in logged
