"""Requests as they are written on the wire, where nothing of ours has made them tidy."""

from __future__ import annotations

import socket
from dataclasses import dataclass

PATIENCE = 10


@dataclass(frozen=True)
class Answer:
    """What came back; ``status`` is 0 when the server hung up without a word."""

    status: int
    head: str
    body: bytes

    def header(self, name: str) -> str:
        """Return a header's value, or nothing."""
        for line in self.head.split("\r\n")[1:]:
            key, _colon, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return ""


def ask(port: int, request: bytes) -> Answer:
    """Send bytes to the server, and read until it hangs up."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        connection.sendall(request)
        got = b""
        try:
            while piece := connection.recv(65_536):
                got += piece
        except (ConnectionResetError, TimeoutError):
            pass
    head, _blank, body = got.partition(b"\r\n\r\n")
    words = head.split(b" ", 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    return Answer(status, head.decode("latin-1"), body)


def request(
    target: str, *, method: str = "GET", host: str = "127.0.0.1", body: bytes = b"", **more: str
) -> bytes:
    """Return a request that says what it is told to say, lawful or not."""
    headers = {"Host": host, "Connection": "close", **more}
    if body:
        headers.setdefault("Content-Length", str(len(body)))
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + body
