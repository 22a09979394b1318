"""What arrives is whole, says whose it is, lets its reader go, and names nobody else."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.masthead.models import Publication
from broadsheet.newsletters.models import Letter, Reader, Send, Subscription
from broadsheet.newsletters.rendering import fill
from broadsheet.newsletters.sending.encoding import Encoded
from broadsheet.newsletters.tasks import send_numbers
from tests.factories import max_reads
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.numbers import (
    MONDAY,
    a_number,
    begin,
    counted,
    readers,
)
from tests.newsletters.sending.office import Office

pytestmark = pytest.mark.django_db

CRUEL = [
    "Tide\r\nBcc: everybody@example.org",
    "Tide\nX: y",
    "Tide\r\n\r\n<script>",
    "Tide\x0b\x0c\x1c\x85\u2028\u2029Bcc: x@example.org",
    "=?utf-8?q?Bcc:_x?=",
    "Ebbe & Flut – am Morgen, " * 8,
    '"Tide" <x@example.org>, y@example.org; (z)',
    "\u202eedit",
]
LEAVING, PREFERENCES = "https://paper.example/-/newsletters/leave/a:b=c&d", "https://p.example/x"


def test_a_message_is_what_the_standards_ask_for(office: Office, time: Any) -> None:
    addresses = readers(2, on=a_list("Ebbe & Flut – am Morgen", slug="ebbe"))
    begin(a_number(on=a_list("Ebbe & Flut – am Morgen", slug="ebbe")), time)
    send_numbers()
    raw, message = office.letters[0], office.messages[0]
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert re.search(rb"(?<!\r)\n", raw) is None
    for name in ("From", "To", "Date", "Message-ID", "Subject", "List-Id", "MIME-Version"):
        assert len(message.get_all(name)) == 1, name
    assert message["To"] == addresses[0]
    assert message["Subject"] == "The harbour – today"
    assert message["From"].addresses[0].display_name == "The Courier"
    assert message["Date"].datetime == MONDAY.replace(minute=1)
    assert re.fullmatch(r"<[0-9a-f-]{36}@127\.0\.0\.1>", message["Message-ID"])
    assert message["List-Id"] == "Ebbe Flut am Morgen <ebbe.127.0.0.1>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Feedback-ID"].endswith(":ebbe:number:127.0.0.1")
    assert message["Precedence"] is None
    assert message["Bcc"] is message["Cc"] is None
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert message.defects == plain.defects == html.defects == []
    leaving = message["List-Unsubscribe"].strip("<>")
    frozen = Letter.objects.get()
    links = {"leave": leaving, "preferences": link_in(plain.get_content(), "preferences")}
    written = fill(html=frozen.html, text=frozen.text, **links)
    got = (part.get_content().replace("\r\n", "\n") for part in (html, plain))
    assert tuple(got) == written
    assert "The harbour – quiet again, {not} a mark." in plain.get_content()
    assert "\r\n.dots\r\n" in plain.get_content()
    assert addresses[1].encode() not in raw
    assert addresses[0] not in leaving + plain.get_content() + html.get_content(), "In no link."


def link_in(text: str, kind: str) -> str:
    found = re.search(rf"http\S+/-/newsletters/{kind}/\S+", text)
    assert found, text
    return found[0]


def test_one_click_takes_a_reader_off_and_looking_at_the_link_does_not(
    office: Office, time: Any
) -> None:
    readers(1)
    begin(a_number(), time)
    send_numbers()
    link = "/" + office.messages[0]["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    for ask in ("get", "head", "options"):
        getattr(max_reads(), ask)(link)
    assert Subscription.objects.get().state == "confirmed"
    answer = max_reads().post(
        link, b"List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert Subscription.objects.get().state == "left"


@pytest.mark.parametrize("cruel", CRUEL, ids=ascii)
def test_no_word_of_an_editor_breaks_a_header(office: Office, time: Any, cruel: str) -> None:
    on = a_list("Tide", slug="tide")
    type(on).objects.update(name=cruel[:120])
    on.refresh_from_db()
    readers(1, on=on)
    Publication.objects.update(name=cruel[:100])
    number = a_number(on=on)
    Letter.objects.update(subject=cruel[:200])
    begin(number, time)
    send_numbers()
    [message] = office.messages
    assert office.envelopes[0][1] == [message["To"]]
    assert message["Bcc"] is message["X"] is None
    assert len(message["From"].addresses) == 1
    assert message["From"].addresses[0].addr_spec == "news@127.0.0.1"
    assert len(list(message.iter_parts())) == 2
    shown = " ".join("".join(c if c.isprintable() else " " for c in cruel[:200]).split())
    assert message["Subject"] == shown or "=?" in cruel


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nbcc: b@example.org",
        "a@example.org>\r\nrcpt to:<b@example.org",
        "a@example.org, b@example.org",
        "a b@example.org",
        "ä@example.org",
        "",
    ],
    ids=ascii,
)
def test_what_is_no_address_is_written_to_nobody(office: Office, time: Any, address: str) -> None:
    good, bad = readers(2)
    number = begin(a_number(), time)
    Reader.objects.filter(email=bad).update(email=address)
    send_numbers()
    assert office.got == {good: 1}
    assert counted(number) == {"handed over": 1, "refused" if address else "skipped": 1}
    assert Send.objects.filter(provider_id="").count() == 2


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400),
    st.lists(st.sampled_from(["{leave}", "{preferences}", "{not}", "=", ".", " \n", "\n.\n", "ä"])),
    st.booleans(),
)
@example("\x1f" + "\x80" * 7 + "\U00010000", ["{not}", "ä", "ä", " \n"], False)
def test_whatever_is_written_arrives_as_it_was_with_the_links_in_it(
    text: str, more: list[str], is_html: bool
) -> None:
    written = text.replace("\r", "").replace("\x00", "") + "".join(more)
    links = {"leave": LEAVING, "preferences": PREFERENCES}
    encoded = Encoded(written, is_html=is_html).filled(links)
    assert max(map(len, encoded.split(b"\r\n"))) <= 76
    head = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
    message = message_from_bytes(head + b"\r\n\r\n" + encoded, policy=policy.default)
    leaving = LEAVING.replace("&", "&amp;") if is_html else LEAVING
    wanted = written.replace("{leave}", leaving).replace("{preferences}", PREFERENCES)
    assert message.get_payload(decode=True).decode().replace("\r\n", "\n") == wanted


def test_with_a_key_what_arrives_is_signed_and_so_are_the_ways_out(
    office: Office, time: Any, settings: Any
) -> None:
    import dkim
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    settings.DEFAULT_FROM_EMAIL = "news@paper.example"
    settings.BROADSHEET = replace(
        settings.BROADSHEET,
        mail_dkim_key=pem.decode(),
        mail_dkim_selector="tide",
        mail_returns="bounces@paper.example",
    )
    readers(1)
    begin(a_number(), time)
    send_numbers()
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    asked = []

    def ask(name: bytes, **_more: Any) -> bytes:
        asked.append(name)
        return record

    assert dkim.verify(office.letters[0], dnsfunc=ask)
    assert asked == [b"tide._domainkey.paper.example."]
    signature = str(office.messages[0]["DKIM-Signature"]).lower()
    covered = re.sub(r"\s", "", signature).partition("h=")[2].partition(";")[0].split(":")
    assert {"list-unsubscribe", "list-unsubscribe-post", "from", "to", "subject"} <= set(covered)
    assert office.envelopes[0][0] == f"bounces+{Send.objects.get().key.hex}@paper.example"
