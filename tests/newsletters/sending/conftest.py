"""A mail server on loopback, and a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.newsletters.sending.numbers import MONDAY
from tests.newsletters.sending.office import Office, open_office


@pytest.fixture
def office(settings: Any) -> Iterator[Office]:
    with open_office(settings) as found:
        yield found


@pytest.fixture
def time() -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as found:
        yield found
