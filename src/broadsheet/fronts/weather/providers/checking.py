"""Reading a stranger's JSON: each value is of the type and in the range that it must be."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet.fronts.weather.providers.protocol import BadAnswer, Observation
from broadsheet.fronts.weather.state import is_current

MAX_BYTES = 2_000_000
COLDEST, HOTTEST = -90.0, 60.0
"""°C, just outside the records: Vostok 1983 (−89.2) and Death Valley 1913 (56.7)."""


def read_json(body: bytes) -> dict[str, Any]:
    """Return a JSON object. Raises BadAnswer for anything else, and for NaN."""
    if len(body) > MAX_BYTES:
        raise BadAnswer(f"The answer is larger than {MAX_BYTES / 1e6:g} MB.")
    try:
        document = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadAnswer("The answer isn't JSON.") from None
    return as_object(document, "the answer")


def as_object(value: object, name: str) -> dict[str, Any]:
    """Return ``value`` if it is a JSON object. Raises BadAnswer, which says ``name``."""
    if not isinstance(value, dict):
        raise BadAnswer(f"The answer is in another form than documented: {name} is no object.")
    return value


def as_time(value: object, offset_seconds: object = 0) -> datetime:
    """Return an ISO 8601 time, aware; one without a zone is that far ahead of UTC.

    Raises BadAnswer.
    """
    try:
        if not isinstance(value, str) or type(offset_seconds) is not int:
            raise TypeError
        time = datetime.fromisoformat(value)
        if time.tzinfo is None:
            return time.replace(tzinfo=UTC) - timedelta(seconds=offset_seconds)
        return time.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise BadAnswer("The answer doesn't say for what time it is.") from None


def observation(celsius: object, observed_at: datetime, now: datetime) -> Observation:
    """Return the reading, if it can be one of the weather now. Raises BadAnswer."""
    if isinstance(celsius, bool) or not isinstance(celsius, (int, float)):
        raise BadAnswer("The answer's temperature isn't a number.")
    if not COLDEST <= celsius <= HOTTEST or not math.isfinite(celsius):
        raise BadAnswer("The answer's temperature isn't one that there can be on Earth.")
    if not is_current(observed_at, now):
        raise BadAnswer(f"The answer is for {observed_at:%Y-%m-%d %H:%M} UTC, not for now.")
    return Observation(float(celsius), observed_at)


def _refuse(constant: str) -> object:
    raise ValueError(constant)
