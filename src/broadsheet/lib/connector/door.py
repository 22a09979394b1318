"""Connector: asks one address, by the rules, and brings back the answer or says why not."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import urljoin

import httpcore

from broadsheet.lib.connector.addresses import (
    Address,
    Resolve,
    is_public,
    read_addresses,
    resolve_by_system,
)
from broadsheet.lib.connector.backend import Dial, PinnedBackend, dial_tcp
from broadsheet.lib.connector.body import ACCEPTED_ENCODINGS, read_body, too_large
from broadsheet.lib.connector.deadline import Deadline
from broadsheet.lib.connector.errors import ConnectionFailed, ConnectionRefusedByPolicy
from broadsheet.lib.connector.target import USUAL_PORTS, Target, read_target

MAX_BYTES = 10_000_000
MAX_REDIRECTS = 3
TIMEOUT = 10.0
"""Seconds for the whole request."""

_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
"""Redirects after which the old address is to be asked no more (RFC 9110, 15.4)."""

_OURS = {"host", "accept-encoding", "connection", "content-length", "transfer-encoding"}
_FIT_FOR_STRANGERS = {"user-agent", "accept", "accept-language"}


@dataclass(frozen=True)
class Answer:
    """What a server said: ``headers`` by lower-case name, ``body`` unpacked, ``url`` the last.

    ``moved_to`` is where the address leads that was asked for, as far as it leads there for good.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    moved_to: str = ""


@dataclass(frozen=True)
class Connector:
    """The rules of one kind of request; holds no connection, and is safe to share.

    ``allow_private`` is for an address that the publication's own configuration
    names: its host may be on a private network, on any port. A redirect from there
    to another host is held to the rules for the public. ``max_bytes`` limits the
    answer, on the wire and unpacked; ``timeout`` is in seconds, for everything
    together. ``resolve`` and ``dial`` are the network, which tests replace.
    """

    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    timeout: float = TIMEOUT
    resolve: Resolve = resolve_by_system
    dial: Dial = dial_tcp

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """GET ``url``, following at most three redirects.

        Raises ConnectionRefusedByPolicy when it, or where it sends us, is no public
        web address, and ConnectionFailed when no whole answer comes in time. An
        answer that says that something went wrong (404, 503) is an answer.
        """
        deadline = Deadline(self.timeout)
        first = target = read_target(url)
        sent = {name.lower(): value for name, value in (headers or {}).items()}
        moved_to, for_good = "", True
        for _ in range(MAX_REDIRECTS + 1):
            addresses = self._addresses(target, first, deadline)
            answer = self._ask(target, addresses, sent, deadline)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return replace(answer, moved_to=moved_to)
            target, before = _next(target, answer.headers["location"]), target
            for_good = for_good and answer.status in _FOR_GOOD
            moved_to = target.url if for_good else moved_to
            if (target.scheme, target.authority) != (before.scheme, before.authority):
                # What was meant for one server (a key, a validator) is not another's to know.
                sent = {name: sent[name] for name in sent if name in _FIT_FOR_STRANGERS}
        raise ConnectionFailed(f"The server redirects more than {MAX_REDIRECTS} times.")

    def post(self, url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """POST ``body`` to ``url``. A redirect is an answer, and isn't followed.

        The answer's body is cut after ``max_bytes``: what counts is what the server says to it.
        Raises ConnectionRefusedByPolicy and ConnectionFailed as ``get`` does; then nobody knows
        whether the server has it.
        """
        return self._once("POST", url, body, headers, cut=True)

    def ask(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Make a request of any kind whose answer is read whole; a redirect is an answer.

        Raises ConnectionRefusedByPolicy and ConnectionFailed as ``post`` does, and
        ConnectionFailed for an answer larger than ``max_bytes``.
        """
        return self._once(method, url, body, headers, cut=False)

    def _once(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: Mapping[str, str] | None,
        *,
        cut: bool,
    ) -> Answer:
        deadline = Deadline(self.timeout)
        target = read_target(url)
        sent = {name.lower(): value for name, value in (headers or {}).items()}
        addresses = self._addresses(target, target, deadline)
        return self._ask(target, addresses, sent, deadline, method=method, body=body, cut=cut)

    def _addresses(self, target: Target, first: Target, deadline: Deadline) -> list[Address]:
        """Return where to connect to. One address that isn't public spoils them all."""
        named = self.allow_private and target.host == first.host
        usual = target.port in USUAL_PORTS.values()
        if not usual and not (named and target.port == first.port):
            raise ConnectionRefusedByPolicy
        if target.literal is not None:
            addresses: list[Address] = [target.literal]
        else:
            try:
                found = deadline.call(lambda: self.resolve(target.host, target.port))
            except (OSError, UnicodeError):
                raise ConnectionFailed("The server's name can't be found.") from None
            addresses = read_addresses(found)
        if not named and not all(is_public(address) for address in addresses):
            raise ConnectionRefusedByPolicy
        return addresses

    def _ask(
        self,
        target: Target,
        addresses: list[Address],
        headers: Mapping[str, str],
        deadline: Deadline,
        *,
        method: str = "GET",
        body: bytes | None = None,
        cut: bool = False,
    ) -> Answer:
        """Make one request on one connection. Raises ConnectionFailed."""
        origin = httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port)
        backend = PinnedBackend(addresses, self.dial, deadline)
        asked = httpcore.URL(
            scheme=origin.scheme, host=origin.host, port=origin.port, target=target.path
        )
        try:
            with (
                httpcore.HTTPConnection(origin, network_backend=backend) as connection,
                connection.stream(
                    method,
                    asked,
                    headers=_sent(target, headers, body),
                    content=body,
                ) as response,
            ):
                return self._read(target, response, cut=cut)
        except httpcore.TimeoutException:
            raise deadline.missed() from None
        except (httpcore.NetworkError, OSError) as error:
            if isinstance(error.__cause__, ssl.SSLError):
                raise ConnectionFailed("The server can't prove that it is who it says.") from None
            raise ConnectionFailed("The server can't be reached.") from None
        except (httpcore.ProtocolError, ValueError):
            raise ConnectionFailed("The server's answer isn't HTTP.") from None

    def _read(self, target: Target, response: httpcore.Response, *, cut: bool) -> Answer:
        headers: dict[str, str] = {}
        for raw_name, raw_value in response.headers:
            name, value = raw_name.decode("ascii").lower(), _text(raw_value)
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        if response.status in _REDIRECTS and "location" in headers:
            body = b""  # nobody reads a redirect's words
        elif cut:
            body = next(iter(response.iter_stream()), b"")[: self.max_bytes]
        else:
            declared = headers.get("content-length", "")
            if declared.isdigit() and int(declared) > self.max_bytes:
                raise too_large(self.max_bytes)
            body = read_body(
                response.iter_stream(),
                encoding=headers.get("content-encoding", ""),
                max_bytes=self.max_bytes,
            )
        return Answer(response.status, MappingProxyType(headers), body, target.url)


def _sent(
    target: Target, headers: Mapping[str, str], body: bytes | None
) -> list[tuple[bytes, bytes]]:
    kept = {name: value for name, value in headers.items() if name not in _OURS}
    ours = {
        "host": target.authority,
        "accept-encoding": ACCEPTED_ENCODINGS,
        "connection": "close",
    }
    if body is not None:
        ours |= {"accept-encoding": "identity", "content-length": str(len(body))}
    return [(name.encode(), value.encode()) for name, value in {**ours, **kept}.items()]


def _next(target: Target, location: str) -> Target:
    try:
        return read_target(urljoin(target.url, location))
    except ValueError:
        raise ConnectionRefusedByPolicy from None


def _text(value: bytes) -> str:
    """Header values are bytes; servers send UTF-8, or Latin-1 as RFC 9110 once said."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
