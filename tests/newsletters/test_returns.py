"""What comes back is taken note of, once; and who makes it up harms nobody but themselves."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from broadsheet.newsletters.figures.counting import of_number as figures
from broadsheet.newsletters.models import Reader, Send, Subscription
from broadsheet.newsletters.returns import maildir, provider, reports
from broadsheet.newsletters.returns.word import Fate, Word
from broadsheet.newsletters.sending import freezing
from tests.factories import ada, desk_of
from tests.newsletters.sending.numbers import a_number, readers

pytestmark = pytest.mark.django_db

DSN = """From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you …
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; somebody@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <somebody@example.org>:
 Recipient address rejected

--b
Content-Type: {quoting}

From: news@127.0.0.1
Message-ID: <{key}@127.0.0.1>
Subject: The harbour

--b--
"""
ARF = """From: feedback@isp.example
To: news@127.0.0.1
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an email abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1

--b
Content-Type: message/rfc822

From: news@127.0.0.1
Message-ID: <{key}@127.0.0.1>

Hello
--b--
"""


def sent(state: str = "handed over") -> Send:
    """A message that a reader was sent."""
    from broadsheet.lib import clock
    from broadsheet.newsletters.models import Number

    readers(1)
    number = a_number()
    Number.objects.filter(pk=number.pk).update(state="held", due=clock.now())
    freezing.start(Number.objects.get(pk=number.pk), now=clock.now())
    Send.objects.filter(number=number).update(state=state)
    return Send.objects.filter(number=number).latest("pk")


@pytest.fixture
def box(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    return tmp_path


def dsn(key: Any, action: str = "failed", status: str = "5.1.1", **more: str) -> str:
    values = {"to": "news@127.0.0.1", "quoting": "message/rfc822", **more}
    return DSN.format(key=key, action=action, status=status, **values)


def deliver(box: Path, *mails: str | bytes) -> None:
    """Have these come back, one after another."""
    for number, mail in enumerate(mails):
        raw = mail.encode() if isinstance(mail, str) else mail
        (box / "new" / f"{number:03}.host").write_bytes(raw.replace(b"\n", b"\r\n"))
    assert maildir.look(box) == len(mails)
    assert list((box / "new").iterdir()) == []


def states(send: Send) -> tuple[str, bool, int]:
    """The message's state, whether the reader is given up, and how often mail came back."""
    reader = Reader.objects.get(pk=send.reader_id)
    return (
        Send.objects.get(pk=send.pk).state,
        reader.bouncing_since is not None,
        reader.soft_bounces,
    )


@pytest.mark.parametrize("quoting", ["message/rfc822", "text/rfc822-headers"])
def test_an_address_where_nobody_is_is_written_to_no_more(box: Path, quoting: str) -> None:
    send = sent()
    deliver(box, *[dsn(send.key, quoting=quoting)] * 3)
    assert states(send) == ("bounced", True, 0)
    assert "Recipient address rejected" in Send.objects.get().error
    assert maildir.look(box) == 0


def test_the_return_address_tells_the_message_where_nothing_is_quoted(box: Path) -> None:
    send = sent()
    deliver(box, dsn(uuid.uuid4(), to=f"bounces+{send.key.hex}@example.org", quoting="text/plain"))
    assert states(send)[0] == "bounced"


@pytest.mark.parametrize(
    ("action", "status", "found"),
    [
        ("failed", "5.2.2", ("bounced", False, 1)),
        ("failed", "5.7.1", ("bounced", False, 1)),
        ("failed", "4.4.7", ("bounced", False, 1)),
        ("delayed", "4.4.1", ("handed over", False, 0)),
        ("delivered", "2.0.0", ("delivered", False, 0)),
        ("", "", ("handed over", False, 0)),
    ],
)
def test_what_may_pass_is_forgiven(
    box: Path, action: str, status: str, found: tuple[str, bool, int]
) -> None:
    send = sent()
    deliver(box, dsn(send.key, action, status))
    assert states(send) == found


def test_a_delivery_that_is_told_late_undoes_no_bounce_and_settles_a_doubt(box: Path) -> None:
    send, doubt = sent(), sent("doubt")
    deliver(box, dsn(send.key), dsn(send.key, "delivered", "2.0.0"))
    deliver(box, dsn(doubt.key, "delivered", "2.0.0"))
    assert states(send) == ("bounced", True, 0)
    assert states(doubt)[0] == "delivered"


def test_who_writes_back_is_counted_once_and_programs_are_not(box: Path) -> None:
    send = sent()
    answer = f"In-Reply-To: <{send.key}@127.0.0.1>\nSubject: Re: The harbour\n{{}}\nThank you.\n"
    programs = ("Auto-Submitted: auto-replied\n", "Precedence: bulk\n")
    deliver(box, *[answer.format(each) for each in programs], answer.replace(str(send.key), "x"))
    assert figures(send.number).replied == 0
    deliver(box, *[answer.format("Auto-Submitted: no\n")] * 2)
    assert figures(send.number).replied == 1
    assert states(send) == ("handed over", False, 0)
    page = desk_of(ada()).get(f"/-/desk/sending/{send.number_id}/").content.decode()
    assert "Answered it" in page


def test_who_complains_is_off_every_list(box: Path) -> None:
    send = sent()
    deliver(box, *[ARF.format(key=send.key)] * 2)
    assert Reader.objects.get().complained_at is not None
    assert Subscription.objects.get().state == "left"


def test_a_header_that_is_broken_hides_nothing_of_what_a_mail_says() -> None:
    key = uuid.UUID(int=7)
    mail = f'From: "\nTo: Readers: bounces+leave-{key}@old.example; b*="\nDate: x\n\n'
    assert reports.read(mail.encode()) == Word(key, Fate.LEFT, "List-Unsubscribe: mailto")


@pytest.mark.parametrize(
    "mail",
    [
        dsn(uuid.UUID(int=7)),
        ARF.format(key=uuid.UUID(int=7)),
        dsn("not-a-key"),
        "Subject: Out of office\n\nBack on Monday.\n",
        "",
        b"\x00\xff" * 5000,
        b"Content-Type: multipart/report; boundary=\n\n--",
        "Content-Type: multipart/report; boundary=b\n\n" + "--b\n" * 10_000,
        "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 500,
    ],
    ids=lambda mail: ascii(mail[:25]),
)
def test_what_is_made_up_or_broken_changes_nothing(box: Path, mail: str | bytes) -> None:
    send = sent()
    deliver(box, mail)
    assert states(send) == ("handed over", False, 0)


@pytest.mark.parametrize(
    ("event", "found", "on"),
    [
        ({"event_type": "unsubscribed"}, ("handed over", False, 0), "left"),
        ({"event_type": "rejected", "reject_reason": "bounced"}, ("bounced", True, 0), "confirmed"),
        ({"event_type": "rejected", "reject_reason": "spam"}, ("bounced", False, 1), "confirmed"),
        ({"event_type": "deferred"}, ("handed over", False, 0), "confirmed"),
        ({"event_type": "opened"}, ("handed over", False, 0), "confirmed"),
    ],
)
def test_what_a_provider_sent_to_nobody_and_whom_it_let_go_is_known_here(
    event: dict[str, str], found: tuple[str, bool, int], on: str
) -> None:
    from anymail.signals import AnymailTrackingEvent

    send = sent()
    for _again in range(2):
        provider.hear(None, AnymailTrackingEvent(metadata={"send": str(send.key)}, **event))
    assert states(send) == found
    assert Subscription.objects.get().state == on


def test_a_providers_webhook_is_heard_only_with_its_signature(settings: Any) -> None:
    from anymail.signals import tracking
    from anymail.webhooks.mailgun import MailgunTrackingWebhookView

    settings.ANYMAIL = {"MAILGUN_WEBHOOK_SIGNING_KEY": "k"}
    settings.ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY = "k"
    tracking.connect(provider.hear)
    send, view = sent(), MailgunTrackingWebhookView.as_view()

    def tell(key: Any, event: str, signed_with: str) -> int:
        signature = hmac.new(signed_with.encode(), b"1700000000t", hashlib.sha256).hexdigest()
        data = {
            "event": event,
            "severity": "permanent",
            "reason": "bounce",
            "delivery-status": {"code": 550, "message": "5.1.1 Nobody here"},
            "id": "e",
            "timestamp": 1700000000.0,
            "recipient": "x@example.org",
            "message": {"headers": {"message-id": "m"}},
            "user-variables": {"send": str(key)},
        }
        told = {"token": "t", "timestamp": "1700000000", "signature": signature}
        body = json.dumps({"signature": told, "event-data": data})
        request = RequestFactory().post("/", body, content_type="application/json")
        try:
            return int(view(request).status_code)
        except Exception as error:
            return 400 if "Suspicious" in str(type(error).__mro__) else 500

    try:
        assert tell(send.key, "failed", "forged") == 400
        assert states(send) == ("handed over", False, 0)
        assert tell(uuid.uuid4(), "failed", "k") == tell(send.key, "failed", "k") == 200
        assert tell(send.key, "delivered", "k") == tell(send.key, "failed", "k") == 200
        assert states(send) == ("bounced", True, 0)
        tell(send.key, "complained", "k")
        assert Reader.objects.get().complained_at is not None
    finally:
        tracking.disconnect(provider.hear)
