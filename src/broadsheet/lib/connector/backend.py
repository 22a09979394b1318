"""httpcore's network, narrowed to the addresses that were looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from broadsheet.lib.connector.addresses import Address
from broadsheet.lib.connector.deadline import Deadline, TimedStream

MAX_ATTEMPTS = 4

Dial = Callable[[str, int, float], httpcore.NetworkStream]
"""An IP address as text, a port, seconds to wait → a connection. Raises httpcore's errors."""


def dial_tcp(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """Connect to an IP address (not to a name)."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the addresses given, whatever name httpcore asks for.

    So the name is resolved once, by us, and a resolver that answers differently the
    second time (rebinding) is never asked. TLS still checks the name.
    """

    def __init__(self, addresses: Sequence[Address], dial: Dial, deadline: Deadline) -> None:
        self._addresses = addresses[:MAX_ATTEMPTS]
        self._dial = dial
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers, each given its share of the time."""
        last = len(self._addresses) - 1
        for index, address in enumerate(self._addresses):
            share = self._deadline.left() / (last - index + 1)
            try:
                return TimedStream(self._dial(str(address), port, share), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if index == last:
                    raise
        raise httpcore.ConnectError("There is no address to connect to.")
