"""A copy of a paper is tried out: every message goes to one address, and to no reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.mail import EmailMessage

from broadsheet.doctor.checks.mail import mail
from broadsheet.lib import diverted
from broadsheet.newsletters.models import Send
from broadsheet.newsletters.tasks import read_returns, send_numbers, send_outgoing_mail
from tests.factories import ada, desk_of, rosa
from tests.lib.local_server import answer, serve
from tests.newsletters.mailbox import sign_up
from tests.newsletters.sending.numbers import a_number, begin, counted, readers, send_all
from tests.newsletters.sending.office import Office
from tests.newsletters.sending.test_desk import page

pytestmark = pytest.mark.django_db

ED = "ed@example.org"


@pytest.fixture(autouse=True)
def _diverted(office: Office, settings: Any) -> Iterator[None]:
    settings.BROADSHEET = replace(settings.BROADSHEET, mail_divert_to=ED)
    diverted.divert()
    assert django_settings.EMAIL_BACKEND == diverted.PATH
    yield
    del django_settings.DIVERTED_EMAIL_BACKEND


def to(office: Office) -> set[str]:
    return {address for _sender, addresses in office.envelopes for address in addresses}


def test_a_number_goes_to_the_one_address_and_takes_nobody_off_a_list(
    office: Office, time: Any, settings: Any
) -> None:
    settings.DEBUG = True  # otherwise a reason to send nothing at all
    addresses, number = readers(3), a_number()
    assert "every message goes to ed@example.org, and to no reader" in page(desk_of(ada()), number)
    begin(number, time)
    send_all(time)
    assert counted(number) == {"handed over": 3}
    assert to(office) == {ED}
    assert {each["To"] for each in office.messages} == {ED}
    assert sorted(each["X-Broadsheet-For"] for each in office.messages) == sorted(addresses)
    for each in office.messages:
        subject = " ".join(each["Subject"].split())  # a long one is folded
        assert subject == f"[{each['X-Broadsheet-For']}] The harbour – today"
        assert each["List-Unsubscribe"] is None
        assert each["List-Unsubscribe-Post"] is None


def test_a_question_to_a_reader_goes_there_too(office: Office, time: Any) -> None:
    sign_up("max@example.org")
    send_outgoing_mail()
    assert to(office) == {ED}
    assert office.messages[0]["Subject"].startswith("[max@example.org] ")


def test_nobody_is_written_to_in_copy(office: Office) -> None:
    EmailMessage(
        "A letter", "Words", to=["a@example.org"], cc=["b@example.org"], bcc=["c@example.org"]
    ).send()
    assert to(office) == {ED}
    raw = message_from_bytes(office.letters[0])
    assert (raw["Cc"], raw["Bcc"]) == (None, None)
    assert raw["X-Broadsheet-For"] == "a@example.org, b@example.org, c@example.org"


@pytest.mark.parametrize(("provider", "named"), [("resend", "id"), ("brevo", "messageId")])
def test_a_copy_uses_up_no_key_of_a_message_of_the_real_paper(
    time: Any, settings: Any, provider: str, named: str
) -> None:
    told: list[str] = []

    def take(handler: BaseHTTPRequestHandler) -> None:
        letter = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        letter["headers"].pop("Message-ID")
        told.append(f"{handler.headers} {letter}")
        answer(body=json.dumps({named: "x"}).encode(), content_type="application/json")(handler)

    readers(1)
    number = begin(a_number(), time)
    with serve(take) as server:
        settings.DIVERTED_EMAIL_BACKEND = f"anymail.backends.{provider}.EmailBackend"
        api, token = f"{provider.upper()}_API_URL", f"{provider.upper()}_API_KEY"
        settings.ANYMAIL = {api: f"{server.url}/", token: "t"}
        send_numbers()
    assert counted(number) == {"handed over": 1}
    [sent] = told
    assert ED in sent
    assert str(Send.objects.get().key) not in sent
    assert "idempotency" not in sent.lower()


def test_what_comes_back_to_the_real_paper_is_left_to_it(settings: Any, tmp_path: Path) -> None:
    waiting = tmp_path / "new" / "1.bounce"
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    waiting.write_text("Subject: Undelivered\n\n")
    settings.BROADSHEET = replace(settings.BROADSHEET, mail_returns_folder=str(tmp_path))
    assert read_returns() == 0
    assert waiting.exists()


def test_the_desk_says_so_to_those_who_may_send(settings: Any) -> None:
    words = "All mail is diverted: every message goes to ed@example.org, and to no reader."
    for address in ("/-/desk/", "/-/desk/sending/"):
        assert words in desk_of(ada()).get(address).content.decode()
    assert words not in desk_of(rosa()).get("/-/desk/").content.decode()
    settings.BROADSHEET = replace(settings.BROADSHEET, mail_divert_to="")
    assert "diverted" not in desk_of(ada()).get("/-/desk/").content.decode()


def test_the_doctor_says_so(settings: Any) -> None:
    [found] = mail(settings.BROADSHEET)
    assert "All mail is diverted to ed@example.org" in str(found.msg)
