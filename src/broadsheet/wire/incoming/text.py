"""A body as it came, before it is blocks."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.wire.incoming.ledger import SetAside

MAX_TEXT = 2_000_000
"""Characters of one body."""


@dataclass(frozen=True)
class Text:
    """A body, and whether it is HTML or plain text."""

    value: str
    html: bool


def not_too_long(text: Text | None) -> Text | None:
    """Return it. Raises SetAside for one of absurd length."""
    if text and len(text.value) > MAX_TEXT:
        raise SetAside(f"its text has more than {MAX_TEXT:,} characters")
    return text
