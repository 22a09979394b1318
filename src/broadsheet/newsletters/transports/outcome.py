"""What can become of handing one message over, and who hands it over."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What the other side said, or that it didn't."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """For good: this message goes to nobody, however often it is tried."""
    DEFERRED = "deferred"
    """Not now, and certainly not sent: it may be tried again."""
    UNREACHABLE = "unreachable"
    """No message can be handed over now; this one wasn't."""
    DOUBT = "doubt"
    """The other side had all of it, and was never heard to say yes or no."""
    KNOWN = "known"
    """The other side says that it had a message with this key before; it took none now."""


@dataclass(frozen=True)
class Outcome:
    """What became of one message. ``text`` is the other side's words, ``provider_id`` its name.

    ``ask``: of this doubt the other side says more, if it is asked again with the same key.
    """

    kind: Kind
    text: str = ""
    provider_id: str = ""
    ask: bool = False


@dataclass(frozen=True)
class Keys:
    """A provider's promise to send once what it is asked for twice with the same key.

    ``account`` stands for whose keys it knows, without naming it; ``kept``: for how long.
    """

    account: str
    kept: timedelta


class Parcel(Protocol):
    """One message to one person, in the two forms that transports take."""

    @property
    def key(self) -> uuid.UUID:
        """Its name: the Message-ID's, and the idempotency key where the provider takes one."""

    @property
    def sender(self) -> str:
        """The envelope's sender, whom a server tells that it couldn't be delivered."""

    @property
    def to(self) -> str:
        """The one address that it goes to."""

    def data(self) -> bytes:
        """Return it as RFC 5322 has it, in lines that end with CRLF."""

    def email(self, connection: Any) -> Any:
        """Return it as Django's EmailMultiAlternatives."""


Begin = Callable[[], None]
"""Called once, after all that can be refused and before the other side can have the whole."""


class Transport(Protocol):
    """Hands messages over, one after another. Used by one worker at a time."""

    def keys(self) -> Keys | None:
        """Return what the other side promises of messages' keys; None where it knows none."""

    def hand_over(self, parcel: Parcel, begin: Begin) -> Outcome:
        """Hand one message over and return what became of it; never raises for what it is told.

        ``begin`` is called right before the other side could have the whole message. Without
        that call it certainly wasn't sent.
        """

    def close(self) -> None:
        """Take leave. It may be used again afterwards."""
