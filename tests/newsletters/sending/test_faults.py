"""Whatever a mail server does, nobody gets a message twice, and no doubt is hidden."""

from __future__ import annotations

import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from broadsheet.newsletters.models import Send
from broadsheet.newsletters.sending import acts, ledger
from broadsheet.newsletters.tasks import send_numbers
from tests.factories import ada
from tests.newsletters.sending.numbers import (
    MONDAY,
    a_number,
    begin,
    counted,
    fresh,
    readers,
    send_all,
)
from tests.newsletters.sending.office import DROP, DROP_AFTER, Office, free_port, open_office

pytestmark = pytest.mark.django_db

VERBS = ("EHLO", "MAIL", "RCPT", "DATA")


def once_each(office: Office, addresses: list[str]) -> bool:
    return office.got == dict.fromkeys(addresses, 1)


@pytest.mark.parametrize(
    ("offers", "answer"),
    [
        *(
            (["PIPELINING"], answer)
            for answer in (DROP, "421 Going", "451 Not now", "garbage", "2", "554 No")
        ),
        *(([], answer) for answer in (DROP, "450 Later", "452 Full", "550 No", "552 No")),
    ],
    ids=str,
)
@pytest.mark.parametrize("verb", [*VERBS, "DOT"])
def test_what_was_surely_not_taken_is_sent_again_and_arrives_once(
    office: Office, time: Any, verb: str, answer: str, offers: list[str]
) -> None:
    if answer in {DROP, "garbage", "2"} and (verb == "DOT" or (verb, answer) == ("DATA", DROP)):
        return  # those are doubts: the next tests
    if answer.startswith("55") and verb in {"RCPT", "DOT"}:
        return  # that is about this one message: further below
    office.offers, addresses = offers, readers(3)
    number = begin(a_number(), time)
    office.says, office.times = {verb: answer}, {verb: 1}
    send_numbers()
    office.says = {}
    send_all(time)
    assert once_each(office, addresses)
    assert counted(number) == {"handed over": 3}


@pytest.mark.parametrize(("answer", "arrived"), [(DROP, 0), (DROP_AFTER, 1), ("garbage", 0)])
def test_silence_after_the_last_line_is_a_doubt_and_never_sent_again(
    office: Office, time: Any, answer: str, arrived: int
) -> None:
    addresses = readers(3)
    number = begin(a_number(), time)
    office.says = {f"DOT {addresses[1]}": answer}
    send_numbers()
    office.says = {}
    send_all(time)
    time.shift(7 * 86400)
    send_numbers()
    assert office.got[addresses[1]] == arrived
    assert once_each(office, [each for each in addresses if office.got[each]])
    assert counted(number) == {"handed over": 2, "doubt": 1}
    assert fresh(number).state == "sent"
    assert Send.objects.get(state="doubt").email == addresses[1]


def test_a_server_that_hangs_up_again_and_again_over_the_text_is_given_no_more(
    office: Office, time: Any
) -> None:
    readers(20)
    number = begin(a_number(), time)
    office.says = {"DATA": DROP}
    send_numbers()
    assert office.letters == []
    assert counted(number) == {"doubt": 5, "queued": 15}
    assert "listed as doubts" in fresh(number).hitch


@pytest.mark.parametrize("answer", ["550 Nobody here", "552 Too big", "554 No"])
@pytest.mark.parametrize("verb", ["RCPT", "DOT"])
def test_a_message_that_is_refused_fails_no_other(
    office: Office, time: Any, verb: str, answer: str
) -> None:
    addresses = readers(4)
    number = begin(a_number(), time)
    office.says = {f"{verb} {addresses[1]}": answer}
    send_all(time)
    assert once_each(office, [addresses[0], *addresses[2:]])
    assert counted(number) == {"handed over": 3, "refused": 1}
    assert answer[:3] in Send.objects.get(state="refused").error


def test_an_address_that_is_not_now_is_asked_less_and_less_often_and_given_up(
    office: Office, time: Any
) -> None:
    readers(1)
    number = begin(a_number(), time)
    office.says = {"RCPT": "450 Greylisted"}
    waits = []
    for wait in ledger.BACK_OFF:
        send_numbers()
        waits.append(Send.objects.get().next_try - ledger.clock.now())
        assert 0.7 * wait < waits[-1] < 1.3 * wait
        time.shift(waits[-1])
    send_numbers()
    assert counted(number) == {"refused": 1}
    assert Send.objects.get().error == "450 Greylisted"
    assert len({each / wait for each, wait in zip(waits, ledger.BACK_OFF, strict=True)}) > 1


def test_a_server_that_is_away_costs_one_try_a_minute_and_says_so(
    office: Office, time: Any, settings: Any
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    addresses = readers(3)
    number = begin(a_number(), time)
    send_numbers()
    assert "can’t be reached" in fresh(number).hitch
    assert counted(number) == {"queued": 3}
    settings.EMAIL_PORT = port
    send_numbers()
    assert office.letters == []
    time.shift(60)
    send_numbers()
    assert once_each(office, addresses)
    assert fresh(number).hitch == ""
    assert set(Send.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.parametrize("verb", ["DOT", "MAIL"])
def test_fifty_refusals_in_a_row_stop_a_number_and_say_why(
    office: Office, time: Any, verb: str
) -> None:
    addresses = readers(130)
    number = begin(a_number(), time)
    office.says = {verb: "554 You are on our list"}
    send_numbers()
    stopped = fresh(number)
    assert stopped.state == "stopped"
    assert "You are on our list" in stopped.hitch
    assert "in a row" in stopped.hitch
    assert office.letters == []
    office.says = {}
    acts.resume(number=number, by=ada())
    time.shift(3600)
    send_all(time)
    got = counted(number)
    assert got["handed over"] == len(office.letters)
    assert got["handed over"] + got["refused"] == len(addresses)
    assert got["queued"] == 0


def test_five_in_a_hundred_stop_a_number(office: Office, time: Any) -> None:
    addresses = readers(450)
    number = begin(a_number(), time)
    office.says = {f"RCPT {each}": "550 Nobody here" for each in addresses[::15]}
    send_numbers()
    assert fresh(number).state == "stopped"
    assert "of 400 messages" in fresh(number).hitch
    assert counted(number)["queued"] == 50


def test_an_extension_that_is_offered_and_not_kept_harms_nobody(office: Office, time: Any) -> None:
    office.offers = ["PIPELINING", "8BITMIME", "SMTPUTF8", "CHUNKING", "SIZE 10"]
    addresses = readers(5)
    office.says = {"DATA": "503 One at a time"}
    office.times = {"DATA": 2}
    begin(a_number(), time)
    send_all(time)
    assert once_each(office, addresses)


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(
    settings: Any, time: Any, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path))
    with open_office(settings, tls_context=context) as office:
        settings.EMAIL_USE_TLS = True
        readers(1)
        number = begin(a_number(), time)
        send_numbers()
        assert office.letters == []
        assert "certificate verify failed" in fresh(number).hitch
        settings.EMAIL_USE_TLS = False


def test_a_server_that_withholds_the_encryption_that_was_asked_for_gets_no_mail(
    office: Office, time: Any, settings: Any
) -> None:
    settings.EMAIL_USE_TLS = True
    readers(1)
    number = begin(a_number(), time)
    send_numbers()
    assert office.letters == []
    assert "STARTTLS" in fresh(number).hitch


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (400, "refused"),
        (422, "refused"),
        (401, "queued"),
        (429, "queued"),
        (409, "doubt"),
        (500, "doubt"),
    ],
)
def test_a_providers_no_is_believed_and_its_silence_is_a_doubt(
    time: Any, settings: Any, status: int, state: str
) -> None:
    settings.EMAIL_BACKEND = "tests.newsletters.backends.Provider"
    from tests.newsletters.backends import Provider

    Provider.status, Provider.seen = status, []
    readers(1)
    number = begin(a_number(), time)
    send_numbers()
    assert counted(number) == {state: 1}
    time.shift(7200)
    Provider.status = 0
    send_numbers()
    again = state == "queued"
    assert len(Provider.seen) == 1 + again
    assert Send.objects.get().provider_id == ("esp-1" if again else "")
    assert {email.metadata["send"] for email in Provider.seen} == {str(Send.objects.get().key)}


def certificate(folder: Path) -> tuple[str, str]:
    """Make a certificate that only its maker vouches for; return its file and its key's."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(MONDAY - timedelta(days=3650))
        .not_valid_after(MONDAY + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(cert), str(private)
