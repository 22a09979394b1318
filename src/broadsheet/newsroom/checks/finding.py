"""One thing that a check found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """What was found, where, and perhaps what could stand there instead."""

    check: str
    """The check's name, e.g. ``days``."""
    says: str
    """A sentence for whoever writes."""
    quote: str = ""
    """The words of the text that it is about, as they stand there."""
    offer: str = ""
    """What could stand in place of ``quote``; nothing when only a person can tell."""
    block: str = ""
    """The id of the block that ``quote`` stands in."""
    context: Any = ""
    """What tells this finding from another with the same words."""

    @property
    def digest(self) -> str:
        """What a silenced finding is known by: the same words, found again, stay silenced."""
        told = "\0".join((self.check, self.quote, str(self.context)))
        return hashlib.sha256(told.encode()).hexdigest()
