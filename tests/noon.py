"""A day on which tests about hours begin: noon in New York, and the clock stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def moved() -> Iterator[Any]:
    """Begin at noon; return what moves the clock."""
    with time_machine.travel(NOON, tick=False) as machine:
        yield machine
