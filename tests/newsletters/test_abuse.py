"""What the sign-up form gives to people who mean no good: nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.newsletters.addresses import normalise
from broadsheet.newsletters.models import Consent, OutgoingMail, Reader
from tests.factories import max_reads
from tests.newsletters.mailbox import a_list, join, letters, link_in, sign_up

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
EMAIL = "max@example.org"

GARBAGE = [
    "",
    " ",
    "nonsense",
    "@",
    "max@",
    "@example.org",
    "max@localhost",
    "max@[127.0.0.1]",
    "max@[IPv6:::1]",
    "max@example",
    "max@@example.org",
    "max@example.org\nBcc: everybody@example.org",
    "max@example.org\r\nBcc: everybody@example.org",
    "max\r\n@example.org",
    "max@example.org\n",
    "\tmax@example.org",
    "max@example.org\x00",
    "m\x00ax@example.org",
    "max@exam\x00ple.org",
    "max@example.org,ed@example.org",
    "max@example.org;ed@example.org",
    "max@example.org ed@example.org",
    "Max <max@example.org>",
    "<max@example.org>",
    '"max reads"@example.org',
    '"\x01"@example.org',
    "max(comment)@example.org",
    "mäx@example.org",
    "max＠example.org",
    "max@ed＠example.org",
    "max@example\u2028.org",
    "max@-example.org",
    "max@exa_mple.org",
    "max@.example.org",
    "max@example..org",
    "max@" + "ü" * 64 + ".org",
    "max@" + "a" * 64 + ".org",
    "m" * 65 + "@example.org",
    "m@" + "a.b" * 100 + ".org",
    "m" * 300 + "@example.org",
    "a" * 100_000,
    "max@" + "ü." * 500_000 + "org",
    "\u202egro.elpmaxe@xam",
    "max@example.org%0aBcc:x@example.org",
]


@pytest.mark.parametrize("typed", GARBAGE, ids=lambda typed: ascii(typed[:30]))
def test_what_is_no_address_gets_the_form_again_and_no_mail(typed: str) -> None:
    response = sign_up(typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "This isn’t an e-mail address that we can write to." in page
    assert 'action="/-/newsletters/sign-up"' in page
    assert not OutgoingMail.objects.exists()
    assert not Reader.objects.exists()


def test_what_was_typed_is_kept() -> None:
    books, _other = a_list("Weekend Books"), a_list()
    page = sign_up('max"at"example', books).content.decode()
    assert 'value="max&quot;at&quot;example"' in page
    assert 'value="weekend-books"' in page
    assert "the-morning-tide" not in page


@given(st.text(max_size=300))
def test_whatever_is_typed_is_an_address_of_one_line_or_refused(typed: str) -> None:
    try:
        written = normalise(typed)
    except ValidationError:
        return
    assert written == normalise(written) == written.lower()
    assert written.isascii()
    assert written.isprintable()
    assert len(written) <= 254
    assert written.count("@") == 1
    assert not set(written) & set(' ,;:<>()[]"\\')


@given(st.emails())
def test_ordinary_addresses_are_taken_or_refused_but_never_break(typed: str) -> None:
    try:
        assert normalise(normalise(typed)) == normalise(typed)
    except ValidationError:
        assert len(typed) > 64 or set(typed) & set("'*+/=?^_`{|}~!#$%&") or "." in typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("MAX@Example.ORG", "max@example.org"),
        (" max@example.org ", "max@example.org"),
        ("max@bücher.example", "max@xn--bcher-kva.example"),
        ("max@BÜCHER.example", "max@xn--bcher-kva.example"),
        ("max+tide@example.org", "max+tide@example.org"),
        ("o'hara@example.org", "o'hara@example.org"),
    ],
)
def test_one_address_is_written_one_way(typed: str, written: str) -> None:
    assert sign_up(typed).status_code == 200
    [letter] = letters()
    assert letter.to == [written]
    assert Reader.objects.get().email == written


def answer(response: Any) -> tuple[int, bytes, dict[str, str]]:
    changing = {"Date", "Expires"}
    headers = {name: value for name, value in response.items() if name not in changing}
    return response.status_code, response.content, headers


def test_nobody_learns_from_an_answer_whether_an_address_is_known() -> None:
    join("known@example.org")
    sign_up("asked@example.org")
    join("gone@example.org")
    sign_up("gone@example.org")
    max_reads().post(link_in(letters()[-1], "leave"))
    for _time in range(4):
        sign_up("often@example.org")
    addresses = [f"{who}@example.org" for who in ("known", "asked", "gone", "often", "new")]
    answers = [answer(sign_up(address)) for address in addresses]
    assert all(each == answers[0] for each in answers)


def test_a_known_reader_is_told_in_their_own_letter_box() -> None:
    join(EMAIL)
    sign_up(EMAIL)
    [letter] = letters()
    assert letter.subject == "You are already on the list: The Morning Tide"
    assert "/confirm/" not in letter.body


@pytest.mark.parametrize(
    ("peer", "forwarded", "origin"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("172.19.0.2", "198.51.100.1", "172.19.0.2"),
        ("172.18.0.2", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("::ffff:203.0.113.9", "", "203.0.113.9"),
        ("127.0.0.1", "<script>", "127.0.0.1"),
        ("not an address", "", None),
    ],
)
def test_an_origin_is_what_our_own_proxy_says_and_not_what_a_stranger_says(
    peer: str, forwarded: str, origin: str | None, settings: Any
) -> None:
    settings.BROADSHEET = replace(
        settings.BROADSHEET, proxies=("127.0.0.1", "::1", "172.18.0.0/16")
    )
    sign_up(EMAIL, origin=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert Consent.objects.get().origin == origin


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 200),
        ({"HTTP_ORIGIN": "http://127.0.0.1"}, 200),
        ({"HTTP_ORIGIN": "http://127.0.0.1:8000"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://127.0.0.1"}, 403),
        ({"HTTP_ORIGIN": "https://elsewhere.example"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({"HTTP_ORIGIN": ""}, 403),
    ],
)
def test_a_form_on_another_site_signs_nobody_up(headers: dict[str, str], status: int) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1")
    data = {"email": EMAIL, "list": a_list().slug}
    assert strict.post("/-/newsletters/sign-up", data, **headers).status_code == status
    assert Reader.objects.exists() == (status == 200)


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten() -> None:
    usual = answer(sign_up("new@example.org"))
    data = {"email": EMAIL, "list": a_list().slug, "website": "https://buy.example"}
    assert answer(max_reads().post("/-/newsletters/sign-up", data)) == usual
    assert not Reader.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize("slug", ["", "no-such-list", "the-old-one", "x\x00", "é" * 500])
def test_a_list_that_is_not_open_takes_nobody(slug: str) -> None:
    a_list()
    a_list("Weekend Books")
    a_list("The Old One", is_open=False)
    response = max_reads().post("/-/newsletters/sign-up", {"email": EMAIL, "list": slug})
    assert response.status_code == 422
    assert "Please choose the newsletter that you want." in response.content.decode()
    assert f'value="{EMAIL}"' in response.content.decode()
    assert not Reader.objects.exists()


def test_where_there_is_but_one_list_it_needs_no_naming() -> None:
    a_list()
    assert max_reads().post("/-/newsletters/sign-up", {"email": EMAIL}).status_code == 200
    assert len(letters()) == 1


def test_the_names_of_paper_and_list_break_no_header() -> None:
    from broadsheet.masthead.models import Publication

    cruel = a_list("Tide\r\nBcc: everybody@example.org", slug="cruel")
    Publication.objects.update(name='The "Courier"\\ <x@example.org>\r\nBcc: y@example.org')
    sign_up(EMAIL, cruel)
    [letter] = letters()
    assert letter.recipients() == [EMAIL]
    written = letter.message()
    assert written["Bcc"] is None
    assert written["From"].endswith("<news@127.0.0.1>")
