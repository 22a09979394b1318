"""``broadsheet mail check`` says in sentences what the world reads about the paper's mail."""

from __future__ import annotations

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dns.message
import dns.rrset
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from broadsheet.newsletters.mailcheck import checks
from broadsheet.newsletters.mailcheck.dns import NoAnswerError, asker

DOMAIN = "news.paper.example"
GOOD = {
    DOMAIN: ["something=else", "v=spf1 include:_spf.provider.example -all"],
    "_spf.provider.example": ["v=spf1 ip4:192.0.2.0/24 -all"],
    "_dmarc.paper.example": ["v=DMARC1; p=reject; rua=mailto:x@paper.example"],
}


def asking(records: dict[str, list[str]]) -> Any:
    return lambda name: records.get(name, [])


@contextmanager
def name_server(records: dict[str, list[str]]) -> Iterator[int]:
    """Run a name server on loopback that knows these TXT records."""

    class Answer(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            question = dns.message.from_wire(self.request[0])
            reply = dns.message.make_response(question)
            name = question.question[0].name
            texts = records.get(str(name).rstrip("."), [])
            if texts:
                quoted = [
                    " ".join(f'"{text[n : n + 200]}"' for n in range(0, len(text), 200))
                    for text in texts
                ]
                reply.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *quoted))
            self.request[1].sendto(reply.to_wire(), self.client_address)

    with socketserver.UDPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def key() -> tuple[str, str]:
    """A key to sign with, and its public half as the DNS has it."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem.decode(), base64.b64encode(public).decode()


def test_what_is_right_is_said_to_be_right(key: tuple[str, str]) -> None:
    pem, public = key
    records = {**GOOD, f"tide._domainkey.{DOMAIN}": [f"v=DKIM1; k=rsa; p={public}"]}
    with name_server(records) as port:
        ask = asker("127.0.0.1", port)
        found = [
            checks.spf(DOMAIN, ask),
            checks.dkim(DOMAIN, ask, selector="tide", key=pem),
            checks.dmarc(DOMAIN, ask),
        ]
    assert [each.mend for each in found] == ["", "", ""]


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([], "doesn’t say which servers"),
        (["v=spf1 -all", "v=spf1 ~all"], "has 2 SPF records"),
        (["v=spf1 +all"], "any server in the world"),
        (["v=spf1 " + "include:a.example " * 4 + "a mx " * 4 + "-all"], "needs 12 look-ups"),
        (["v=spf1 include:loop.example -all"], ""),
    ],
)
def test_spf(records: list[str], words: str) -> None:
    loop = {"loop.example": ["v=spf1 include:loop.example redirect=loop.example"]}
    found = checks.spf(DOMAIN, asking({DOMAIN: records, **loop}))
    assert words in found.text
    assert found.is_good == (not words)


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ({}, "has no DMARC record"),
        ({f"_dmarc.{DOMAIN}": ["v=DMARC1; p=none"]}, "only watches"),
        ({f"_dmarc.{DOMAIN}": ["v=DMARC1"]}, "no policy that is one"),
        ({f"_dmarc.{DOMAIN}": ["v=DMARC1; p=none", "v=DMARC1; p=none"]}, "has 2 DMARC records"),
        ({"_dmarc.example": ["v=DMARC1; p=reject"]}, "has no DMARC record"),
    ],
)
def test_dmarc(records: dict[str, list[str]], words: str) -> None:
    found = checks.dmarc(DOMAIN, asking(records))
    assert words in found.text
    assert found.mend


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("", "has no key to check it with"),
        ("v=DKIM1; p=AAAA", "isn’t the one that we sign with"),
        ("v=DKIM1; t=y; p={public}", "it is a test"),
        ("v=DKIM1; p={public}", ""),
    ],
)
def test_dkim(key: tuple[str, str], record: str, words: str) -> None:
    pem, public = key
    records = {f"tide._domainkey.{DOMAIN}": [record.format(public=public)]}
    found = checks.dkim(DOMAIN, asking(records), selector="tide", key=pem)
    assert words in found.text
    assert found.is_good == (not words)
    assert "has to" in checks.dkim(DOMAIN, asking({}), selector="", key="").text


def test_where_nobody_answers_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    from broadsheet.newsletters.mailcheck import dns as asked

    monkeypatch.setattr(asked, "SECONDS", 0.2)
    with pytest.raises(NoAnswerError):
        checks.spf(DOMAIN, asker("127.0.0.1", 1))


def test_the_command_says_it(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from broadsheet.cli.mail import mail

    toml = tmp_path / "broadsheet.toml"
    toml.write_text(f'mail.from = "news@{DOMAIN}"\n')
    with name_server({DOMAIN: GOOD[DOMAIN]}) as port:
        arguments = ["check", "--dir", str(tmp_path), "--dns", f"127.0.0.1:{port}"]
        result = CliRunner().invoke(mail, arguments, standalone_mode=False)
        toml.write_text(f'{toml.read_text()}mail.divert_to = "ed@example.org"\n')
        of_a_copy = CliRunner().invoke(mail, arguments, standalone_mode=False)
    assert result.return_value == 1, result.output
    assert f"✓ SPF: {DOMAIN} says which servers may send its mail." in result.output
    assert "! DMARC:" in result.output
    assert f"Add a TXT record at _dmarc.{DOMAIN}" in result.output
    assert "diverted" not in result.output
    assert of_a_copy.output.startswith("! Mail: All mail is diverted: every message goes to ed@")
