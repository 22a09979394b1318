"""A mail server on loopback that does as it is told, well or badly."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

DROP = "drop"
DROP_AFTER = "drop after"
"""Take the message, and hang up instead of saying so."""


class Office:
    """The server's side: the ``letters`` it took, and what it ``says``.

    ``says[name]`` is the answer to a verb (``RCPT``; ``DOT`` is the last line of a message), to
    a verb about one address (``DOT max@example.org``), or to one address's ``RCPT``; it is given
    ``times[name]`` times, or always.
    """

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.says: dict[str, str] = {}
        self.times: dict[str, int] = {}
        self.offers: list[str] = ["PIPELINING"]
        self.withholds: set[str] = set()
        self.heard: Counter[str] = Counter()

    def answer(self, *names: str) -> str:
        for name in names:
            if self.says.get(name) and self.times.get(name, 1) > 0:
                if name in self.times:
                    self.times[name] -= 1
                return self.says[name]
        return ""

    @property
    def messages(self) -> list[Any]:
        return [message_from_bytes(letter, policy=policy.default) for letter in self.letters]

    @property
    def got(self) -> Counter[str]:
        """How many messages each address got."""
        return Counter(to for _sender, recipients in self.envelopes for to in recipients)


class Clerk(SMTP):
    """One connection's server."""

    office: Office

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        await self._say("EHLO") or await super().smtp_EHLO(hostname)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        await self._say("MAIL") or await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        address = arg.partition("<")[2].partition(">")[0]
        await self._say("RCPT", f"RCPT {address}", address) or await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.office.says.get("DATA") == DROP and self.envelope.rcpt_tos:
            await self.push("354 Go on")
            await self._reader.read(100)
            self.transport.abort()
            return
        await self._say("DATA") or await super().smtp_DATA(arg)

    async def _say(self, *names: str) -> bool:
        self.office.heard[names[0]] += 1
        answer = self.office.answer(*names)
        if answer == DROP:
            self.transport.abort()
        elif answer:
            await self.push(answer)
        return bool(answer)


class Handler:
    def __init__(self, office: Office) -> None:
        self.office = office

    async def handle_EHLO(  # noqa: N802
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        kept = [each for each in responses if each[4:].split()[0] not in self.office.withholds]
        return [kept[0], *(f"250-{each}" for each in self.office.offers), *kept[1:]]

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.office.answer("DOT", *(f"DOT {each}" for each in envelope.rcpt_tos))
        if answer in {"", DROP_AFTER} or answer.startswith("2"):
            self.office.letters.append(envelope.content)
            self.office.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        if answer in {DROP, DROP_AFTER}:
            server.transport.abort()
        return answer or "250 Taken"


class Reception(Controller):
    def __init__(self, office: Office, port: int, **options: Any) -> None:
        self.office = office
        super().__init__(Handler(office), hostname="127.0.0.1", port=port, **options)

    def factory(self) -> SMTP:
        clerk = Clerk(self.handler, **self.SMTP_kwargs)
        clerk.office = self.office
        return clerk


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def an_office(**options: Any) -> Iterator[tuple[Office, int]]:
    """Run a mail server; give it and its port."""
    office, port = Office(), free_port()
    reception = Reception(office, port, **options)
    reception.start()
    try:
        yield office, port
    finally:
        reception.stop()


@contextmanager
def open_office(settings: Any, **options: Any) -> Iterator[Office]:
    """Run a mail server, and have the publication send by it."""
    with an_office(**options) as (office, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        yield office
