"""Asking a server, byte by byte: clients of Python that add nothing and mend nothing."""

from __future__ import annotations

import http.client
import io
import socket
import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

import zstandard

ENCODINGS = ("gzip", "zstd", "identity")


@dataclass(frozen=True)
class Response:
    """An answer as it came; header names are in lower case."""

    status: int
    pairs: list[tuple[str, str]]
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        """The headers by name: no name may come twice."""
        names = [name for name, _value in self.pairs]
        assert len(names) == len(set(names)), self.pairs
        return dict(self.pairs)

    @property
    def decoded(self) -> bytes:
        """The body without its encoding."""
        return decoded(self.body, self.headers.get("content-encoding", "identity"))


def decoded(body: bytes, encoding: str) -> bytes:
    """Return what an encoded body says; nothing may be missing, nothing left over."""
    if encoding == "gzip":
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        data = stream.decompress(body)
        assert stream.eof
        assert not stream.unused_data
        return data
    if encoding == "zstd":
        source = io.BytesIO(body)
        return zstandard.ZstdDecompressor().stream_reader(source, read_across_frames=True).read()
    assert encoding == "identity"
    return body


def ask(url: str, path: str, method: str = "GET", **headers: str) -> Response:
    """Ask for a path, as it is written, with these headers and no others."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        pairs = [(name.lower(), value) for name, value in answer.getheaders()]
        return Response(answer.status, pairs, answer.read())
    finally:
        connection.close()


def ask_raw(url: str, target: bytes, method: bytes = b"GET", more: bytes = b"") -> Response:
    """Ask for a request target that no client would send."""
    host = urlsplit(url)
    with socket.create_connection((host.hostname or "", host.port or 80), timeout=20) as line:
        head = b"%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s\r\n"
        line.sendall(head % (method, target, more))
        answer = http.client.HTTPResponse(line, method=method.decode())
        answer.begin()
        pairs = [(name.lower(), value) for name, value in answer.getheaders()]
        return Response(answer.status, pairs, answer.read())
