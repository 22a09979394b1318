"""The values of a row: each is what it should be, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from broadsheet.wire.incoming.values import fit, line

Fields = Mapping[str, Any]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?")


def text(fields: Fields, *names: str) -> str:
    """Return the first of these fields that holds words, as it came."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return fit(value)
    return ""


def short(fields: Fields, *names: str) -> str:
    """Return the first of these fields that holds words, on one line."""
    return line(text(fields, *names))


def key(value: object) -> str:
    """Return what a row is known by: Ghost 1.x and later have words, older ones numbers."""
    return line(value, at_most=400)


def flag(fields: Fields, name: str) -> bool:
    """Return a yes or no, written as a number, a word, or what it is."""
    return line(fields.get(name)) in {"1", "true"} or fields.get(name) is True


def number(value: object) -> float:
    """Return a number to sort by; 0 for none."""
    return value if isinstance(value, int | float) and value == value else 0


def moment(fields: Fields, name: str) -> datetime | None:
    """Return a time in UTC: Ghost writes ISO 8601, its databases no zone, 0.x milliseconds."""
    value = fields.get(name)
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000, UTC) if value else None
        if not isinstance(value, str) or not (found := _MOMENT.fullmatch(value.strip())):
            return None
        when = datetime.fromisoformat(found[0])
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
