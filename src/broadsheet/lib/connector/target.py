"""The text of an address → where it leads, or a refusal.

Strict on purpose. Whatever two programs could read in two ways (backslashes, tabs,
user names, ``0177.1``, ``2130706433``, ``１２７.0.0.1``) is refused and never mended:
such differences are what request forgery lives on (WHATWG URL and RFC 3986 disagree).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from broadsheet.lib.connector.errors import ConnectionRefusedByPolicy

USUAL_PORTS = {"http": 80, "https": 443}
MAX_LENGTH = 8_000

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_NETLOC = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_NUMERIC = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_SAFE = "%/:?#[]@!$&'()*+,;=-._~"
"""What RFC 3986 allows in a path and query as it is; the rest is percent-encoded."""


@dataclass(frozen=True)
class Target:
    """An address whose every part has been read in the one way it can be.

    ``host`` is lower-case ASCII, an IPv6 address without its brackets; ``literal``
    is set when the host is an address and needs no resolving.
    """

    scheme: str
    host: str
    port: int
    path: str
    literal: IPv4Address | IPv6Address | None

    @property
    def authority(self) -> str:
        """The host, and the port unless it is the scheme's own (RFC 9110, section 7.2)."""
        host = f"[{self.host}]" if isinstance(self.literal, IPv6Address) else self.host
        return host if self.port == USUAL_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, as it is asked for."""
        return f"{self.scheme}://{self.authority}{self.path}"


def read_target(url: str) -> Target:
    """Return where ``url`` leads. Raises ConnectionRefusedByPolicy."""
    if len(url) > MAX_LENGTH or _FORBIDDEN.search(url):
        raise ConnectionRefusedByPolicy
    try:
        parts = urlsplit(url)
        path = quote(parts.path or "/", safe=_SAFE)
        query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    except ValueError:
        raise ConnectionRefusedByPolicy from None
    netloc = _NETLOC.fullmatch(parts.netloc)
    if parts.scheme not in USUAL_PORTS or netloc is None or not path.startswith("/"):
        raise ConnectionRefusedByPolicy
    port = int(netloc["port"] or USUAL_PORTS[parts.scheme])
    if not 0 < port < 65_536:
        raise ConnectionRefusedByPolicy
    host, literal = _read_host(netloc["host"].lower())
    return Target(parts.scheme, host, port, path + query, literal)


def _read_host(host: str) -> tuple[str, IPv4Address | IPv6Address | None]:
    try:
        if host.startswith("["):
            address = IPv6Address(host[1:-1])
            return str(address), address
        labels = host.split(".")
        if _NUMERIC.fullmatch(labels[-1]):
            # WHATWG's "ends in a number": a browser, and getaddrinfo, would take it for IPv4.
            return host, IPv4Address(host)
    except AddressValueError:
        raise ConnectionRefusedByPolicy from None
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ConnectionRefusedByPolicy
    return host, None
