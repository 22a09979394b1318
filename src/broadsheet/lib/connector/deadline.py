"""One time limit for a whole request: resolving, connecting, redirects and every read.

A time-out for each read is no limit at all: a server that sends one byte a second
keeps within it for ever.
"""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import httpcore

from broadsheet.lib.connector.errors import ConnectionFailed

T = TypeVar("T")


class Deadline:
    """The instant, on the clock that nobody can put back, after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left, more than 0. Raises ConnectionFailed when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.missed()
        return left

    def missed(self) -> ConnectionFailed:
        """Return the error that says that time ran out."""
        return ConnectionFailed(f"The server took longer than {self.seconds:g} seconds.")

    def call(self, function: Callable[[], T]) -> T:
        """Return what ``function`` returns, waiting no longer than the deadline.

        For calls that take no time-out, such as getaddrinfo; one that is given up on
        ends in its own thread, unheard. Raises what the function raises.
        """
        outcome: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

        def run() -> None:
            try:
                outcome.put((function(), None))
            except BaseException as error:
                outcome.put((None, error))

        threading.Thread(target=run, daemon=True, name="connector-resolve").start()
        try:
            value, error = outcome.get(timeout=self.left())
        except queue.Empty:
            raise self.missed() from None
        if error is not None:
            raise error
        return value  # type: ignore[return-value]


class TimedStream(httpcore.NetworkStream):
    """A stream each of whose waits ends with the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read once."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of ``buffer``."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return the same connection under TLS, in which the server proved its name."""
        secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Return what the connection knows of itself."""
        return self._stream.get_extra_info(info)
