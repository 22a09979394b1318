"""A real HTTP server on 127.0.0.1 that answers as badly as a test wants."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Act = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class LocalServer:
    port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """The path and the lower-case headers of each request."""
    done: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: what a slow answer waits on instead of sleeping."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serve(act: Act, tls: ssl.SSLContext | None = None) -> Iterator[LocalServer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.asked.append((self.path, headers))
            self.close_connection = True
            with suppress(BrokenPipeError, ConnectionResetError):
                act(self)

        do_POST = do_DELETE = do_GET  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    httpd = Quiet(("127.0.0.1", 0), Handler)
    if tls is not None:
        httpd.socket = tls.wrap_socket(httpd.socket, server_side=True)
    server = LocalServer(httpd.server_port)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Act:
    """An act that sends this; ``content_type="…"`` is the header Content-Type."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), **names}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return act


def raw(data: bytes) -> Act:
    """An act that sends these bytes, whatever they are, and hangs up."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)

    return act
