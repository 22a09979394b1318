"""What a server or a provider says became of one message, whoever told it and how."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a message that was handed over."""

    DELIVERED = "delivered"
    BOUNCED = "bounced"
    """For good: nobody is there."""
    BACK = "back"
    """It came back, for a reason that may pass: a full box, a rule of the day."""
    COMPLAINED = "complained"
    REPLIED = "replied"
    """Somebody wrote back, and no program did."""
    LEFT = "left"
    """The reader wrote to the address of List-Unsubscribe: this list, and no other."""


@dataclass(frozen=True)
class Word:
    """One thing that was said of one message, which ``key`` names."""

    key: uuid.UUID
    fate: Fate
    text: str = ""
