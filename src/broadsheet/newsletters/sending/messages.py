"""A number's letter → the message of one reader (RFC 5322, 2045), and nobody else's address."""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from broadsheet.masthead.queries import publication
from broadsheet.newsletters.models import Letter, Number, Send
from broadsheet.newsletters.rendering import fill
from broadsheet.newsletters.returns.provider import METADATA
from broadsheet.newsletters.sending.encoding import Encoded
from broadsheet.newsletters.sending.signing import signed

ADDRESS = re.compile(r"[!-;=?A-Z\[\]^-~]+@[A-Za-z0-9.-]+")
"""What ``addresses.normalise`` lets through, at most: no space, bracket or line end in it."""


class BadAddressError(ValueError):
    """What stands in the ledger as an address can't be written to."""


@dataclass(frozen=True)
class Recipient:
    """One reader: the message's name, the address, and the links that are theirs alone."""

    key: uuid.UUID
    to: str
    links: Mapping[str, str]


class Master:
    """A letter made ready once for all its readers."""

    def __init__(self, letter: Letter) -> None:
        self.letter, self.number = letter, letter.number
        self.host = urlsplit(settings.BROADSHEET.url).hostname or "localhost"
        self.boundary = f"=_{secrets.token_hex(16)}"
        self.sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]

    @cached_property
    def headers(self) -> dict[str, str]:
        """What the headers say to every reader alike."""
        number = self.number
        about = f"{number.pk}:{number.list.slug}:number:{self.host}"
        return {
            "From": str(Address(self.sender_name, addr_spec=self.sender)),
            "Subject": _one_line(self.letter.subject),
            "List-Id": f"{_words(number.list.name)} <{number.list.slug}.{self.host}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Feedback-ID": about[:200],
        }

    @cached_property
    def sender_name(self) -> str:
        """What readers see as the sender."""
        return _one_line(parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or publication().name)

    @cached_property
    def head(self) -> bytes:
        """The headers that are alike, as they are sent."""
        written = EmailMessage(policy=SMTP)
        for name, value in self.headers.items():
            written[name] = value
        written["MIME-Version"] = "1.0"
        written["Content-Language"] = self.letter.language
        return written.as_bytes().rstrip(b"\r\n") + b"\r\n"

    @cached_property
    def parts(self) -> list[tuple[str, Encoded]]:
        """The plain and the HTML part; the better one last (RFC 2046, 5.1.4)."""
        return [
            ("plain", Encoded(self.letter.text, is_html=False)),
            ("html", Encoded(self.letter.html, is_html=True)),
        ]

    def own_headers(self, recipient: Recipient, *, at: datetime) -> dict[str, str]:
        """Return the headers that are this reader's. Raises BadAddressError."""
        if not ADDRESS.fullmatch(recipient.to) or not recipient.to.isascii():
            raise BadAddressError("This isn’t an address that can be written to.")
        return {
            "To": recipient.to,
            "Date": format_datetime(at),
            "Message-ID": f"<{recipient.key}@{self.host}>",
            "List-Unsubscribe": ", ".join(self._ways_out(recipient)),
        }

    def _ways_out(self, recipient: Recipient) -> list[str]:
        """Return how the reader leaves: by a POST (RFC 8058), and by mail where that is read."""
        ways = [f"<{recipient.links['leave']}>"]
        if settings.BROADSHEET.reads_returns:
            ways.append(f"<mailto:{_returning(f'leave-{recipient.key.hex}')}>")
        return ways

    def personal(self, recipient: Recipient, *, at: datetime) -> Message:
        """Return the message to one reader, of this date. Raises BadAddressError.

        The same date makes the same bytes for a provider, for as long as the program is the same.
        """
        return Message(self, recipient, self.own_headers(recipient, at=at))


class Masters:
    """The letters that a round needs, each made ready once."""

    def __init__(self) -> None:
        self.ready: dict[int, Master] = {}

    def of(self, send: Send, number: Number) -> Master:
        """Return the letter of a message, made ready."""
        if send.letter_id not in self.ready:
            letter = Letter.objects.get(pk=send.letter_id)
            letter.number = number
            self.ready[send.letter_id] = Master(letter)
        return self.ready[send.letter_id]


@dataclass(frozen=True)
class Message:
    """A message to one reader (a transport's Parcel)."""

    master: Master
    recipient: Recipient
    headers: Mapping[str, str]

    @property
    def key(self) -> uuid.UUID:
        """Its name."""
        return self.recipient.key

    @property
    def sender(self) -> str:
        """The envelope's sender, which names the message where what comes back is read."""
        return _returning(self.key.hex) or self.master.sender

    @property
    def to(self) -> str:
        """The one address that it goes to."""
        return self.recipient.to

    def data(self) -> bytes:
        """Return it as it is sent."""
        master, links = self.master, self.recipient.links
        own = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        kind = f'Content-Type: multipart/alternative;\r\n boundary="{master.boundary}"\r\n\r\n'
        written = [master.head, own.encode("ascii"), kind.encode("ascii")]
        for subtype, text in master.parts:
            written += (
                f"--{master.boundary}\r\nContent-Type: text/{subtype}; charset=utf-8\r\n"
                "Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode("ascii"),
                text.filled(links),
                b"\r\n",
            )
        written.append(f"--{master.boundary}--\r\n".encode("ascii"))
        return signed(b"".join(written), domain=master.sender.rpartition("@")[2])

    def email(self, connection: BaseEmailBackend) -> EmailMultiAlternatives:
        """Return it for one of Django's mail backends."""
        letter = self.master.letter
        html, text = fill(html=letter.html, text=letter.text, **self.recipient.links)
        alike = {k: v for k, v in self.master.headers.items() if k not in {"From", "Subject"}}
        own = {name: value for name, value in self.headers.items() if name != "To"}
        email = EmailMultiAlternatives(
            subject=self.master.headers["Subject"],
            body=text,
            from_email=self.master.headers["From"],
            to=[self.to],
            headers={**alike, **own},
            connection=connection,
        )
        email.attach_alternative(html, "text/html")
        email.metadata = {METADATA: str(self.key)}  # type: ignore[attr-defined]  # anymail's
        return email


def _returning(what: str) -> str:
    """Return the address of ours that says this when mail comes to it; nothing without one."""
    local, at, domain = settings.BROADSHEET.mail_returns.partition("@")
    return f"{local}+{what}@{domain}" if at else ""


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _words(text: str) -> str:
    """Return a name as a phrase that needs no quotes (RFC 5322, 3.2.5)."""
    return _one_line(re.sub(r"[^\w\s-]", " ", text))
