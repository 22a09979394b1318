"""Asking the DNS for texts, through dnspython."""

from __future__ import annotations

from collections.abc import Callable

import dns.exception
import dns.resolver

SECONDS = 5.0

Ask = Callable[[str], list[str]]
"""Returns the TXT records of a name; none for one that has none. Raises NoAnswerError."""


class NoAnswerError(Exception):
    """No name server answers, so nothing is known."""


def asker(server: str = "", port: int = 53) -> Ask:
    """Return what asks this machine's name servers, or ``server`` alone."""
    resolver = dns.resolver.Resolver(configure=not server)
    if server:
        resolver.nameservers, resolver.port = [server], port
    resolver.lifetime = SECONDS

    def ask(name: str) -> list[str]:
        try:
            found = resolver.resolve(name, "TXT")
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.DNSException as error:
            raise NoAnswerError(str(error)) from error
        return [b"".join(record.strings).decode("utf-8", "replace") for record in found]

    return ask
