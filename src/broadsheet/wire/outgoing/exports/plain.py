"""Records as JSON: what of a newspaper no other format can say, and what is read back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any


def as_json(record: Any, *, without: tuple[str, ...] = ()) -> str:
    """Return a record on one line; ``without`` names fields to leave out, in it and within."""

    def named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return {name: value for name, value in pairs if name not in without}

    return json.dumps(asdict(record, dict_factory=named), ensure_ascii=False, default=_plain)


def plain(record: Any) -> Any:
    """Return a record as JSON would have it read: names, lists, words and numbers."""
    return json.loads(as_json(record))


def moment(at: datetime | None) -> str:
    """Return a moment as RFC 3339 writes it, in UTC; “” for none."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""


def _plain(value: object) -> str:
    return moment(value) if isinstance(value, datetime) else str(value)
