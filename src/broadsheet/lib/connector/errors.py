"""What can go wrong at the door: each says it in one sentence that an editor can read."""

from __future__ import annotations


class ConnectorError(Exception):
    """Nothing was fetched; the text says why."""


class ConnectionRefusedByPolicy(ConnectorError):  # noqa: N818  what happened, not a type
    """The address is not one that the newspaper's machine may ask.

    The text is the same whatever the reason: who types addresses must not be able
    to learn from it what answers on the newspaper's own network.
    """

    def __init__(self) -> None:
        super().__init__(
            "This address can't be fetched: only plainly written http:// and https:// "
            "addresses of public servers, on their usual ports, can."
        )


class ConnectionFailed(ConnectorError):  # noqa: N818  the same
    """The other side can't be reached, is too slow, or sent what can't be taken."""
