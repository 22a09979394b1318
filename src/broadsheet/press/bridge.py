"""An ASGI application behind an RSGI server: the requests that are not for printed pages.

RSGI: Granian's protocol (its specification, version 1.6). ASGI: version 3, HTTP 2.3.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from granian.rsgi import ProtocolClosed

Message = dict[str, Any]
Asgi = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]


async def call_asgi(application: Asgi, scope: Any, protocol: Any) -> None:
    """Have ``application`` answer one request; that a client hung up is no error."""
    exchange = Exchange(protocol, head=scope.method == "HEAD")
    with suppress(ConnectionResetError):
        await application(asgi_scope(scope), exchange.receive, exchange.send)


def asgi_scope(scope: Any) -> Message:
    """Return an RSGI scope in ASGI's words."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": scope.http_version,
        "server": _host_and_port(scope.server),
        "client": _host_and_port(scope.client),
        "scheme": scope.scheme,
        "method": scope.method,
        "root_path": "",
        "path": scope.path,
        "raw_path": quote(scope.path, safe="/:@!$&'()*+,;=~-._%").encode(),
        "query_string": scope.query_string.encode("utf-8", "replace"),
        "headers": [
            (name.encode("latin-1"), value.encode("latin-1", "replace"))
            for name, value in scope.headers.items()
        ],
        "state": {},
    }


def _host_and_port(address: str) -> tuple[str, int]:
    host, _colon, port = address.rpartition(":")
    return host.strip("[]"), int(port) if port.isdigit() else 0


class Exchange:
    """One request and its answer."""

    def __init__(self, protocol: Any, *, head: bool) -> None:
        self.protocol = protocol
        self.head = head
        self.chunks: Any = None
        self.read = False
        self.status = 500
        self.headers: list[tuple[str, str]] = []
        self.stream: Any = None

    async def receive(self) -> Message:
        """Return the next piece of the request's body; after the last, wait for the client's end.

        Large uploads come in pieces: none is held in memory whole.
        """
        if self.read:
            await self.protocol.client_disconnect()
            return {"type": "http.disconnect"}
        if self.chunks is None:
            self.chunks = aiter(self.protocol)
        try:
            piece = await anext(self.chunks)
        except StopAsyncIteration:
            self.read = True
            return {"type": "http.request", "body": b"", "more_body": False}
        return {"type": "http.request", "body": bytes(piece), "more_body": True}

    async def send(self, message: Message) -> None:
        """Pass on the answer's head, then its body: at once when it is whole, else in pieces."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, value in message.get("headers", [])
            ]
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self.stream is None and not more:
            self._whole(bytes(body))
        else:
            await self._piece(bytes(body))

    def _whole(self, body: bytes) -> None:
        if self.head or not body:
            self.protocol.response_empty(self.status, self.headers)
        else:
            self.protocol.response_bytes(self.status, self.headers, body)

    async def _piece(self, body: bytes) -> None:
        if self.stream is None:
            self.stream = self.protocol.response_stream(self.status, self.headers)
        if body and not self.head:
            try:
                await self.stream.send_bytes(body)
            except ProtocolClosed as error:
                raise ConnectionResetError("The client is gone.") from error
