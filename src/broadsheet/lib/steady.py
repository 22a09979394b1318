"""Is the clock on the wall to be trusted? What opens by the hour must not open by a slip of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from broadsheet.lib import clock

log = logging.getLogger(__name__)

JUMP = timedelta(minutes=5)
"""A clock that gains more than this between two looks has been set, or is broken."""

SECOND_LOOK_SECONDS = 60.0
"""How long a new time must last until it is believed."""


class SteadyClock:
    """Compares the clock on the wall with one that only counts (CLOCK_MONOTONIC)."""

    def __init__(
        self,
        wall: Callable[[], datetime] = clock.now,
        count: Callable[[], float] = time.monotonic,
    ) -> None:
        self.wall, self.count = wall, count
        self.last = (wall(), count())
        self.doubtful_until = 0.0

    def holds(self) -> bool:
        """Say whether the time may be acted on.

        Not for a minute after a jump ahead: a machine that slept goes on then, and a clock that
        was set by mistake has been set back.
        """
        wall, count = self.wall(), self.count()
        gained = wall - self.last[0] - timedelta(seconds=count - self.last[1])
        self.last = (wall, count)
        if gained > JUMP:
            log.error("The clock gained %s at once; what is due by it waits for a minute.", gained)
            self.doubtful_until = count + SECOND_LOOK_SECONDS
        elif gained < -JUMP:
            self.doubtful_until = 0.0
        return count >= self.doubtful_until
