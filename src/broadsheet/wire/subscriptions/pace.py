"""When a feed is looked at next: what its keeper wants, what its server asks, what failed."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from broadsheet.lib.connector import Answer
from broadsheet.lib.connector.waiting import retry_after

A_DAY = timedelta(days=1)
"""The longest wait that a server's wish, or failing, makes of a shorter one."""

LONGEST_RETRY = timedelta(days=7)
JITTER = 0.1
"""So much longer a wait may be, by chance: not all papers ask at the same second."""

_MAX_AGE = re.compile(r'(?:^|[\s,])max-age="?(\d{1,9})', re.IGNORECASE)


def max_age(headers: Mapping[str, str]) -> int:
    """Return for how many whole minutes an answer stays good (RFC 9111, 5.2.2.1); 0 if none say."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return int(found[1]) // 60 if found else 0


def after_a_look(*, every: timedelta, pace: int) -> timedelta:
    """Return the wait after a look that went well; ``pace`` are the minutes its source asks for."""
    wish = min(timedelta(minutes=min(pace, 24 * 60)), A_DAY)
    return _some_more(max(every, wish))


def after_a_failure(
    *, every: timedelta, failures: int, answer: Answer | None, now: datetime
) -> timedelta:
    """Return the wait after the nth failure in a row: doubled each time, up to a day.

    What a server says in Retry-After (RFC 9110, 10.2.3) is waited for, up to a week.
    """
    doubled = every * 2 ** min(failures - 1, 16)
    wait = max(every, min(doubled, A_DAY))
    return _some_more(max(wait, retry_after(answer, now, longest=LONGEST_RETRY)))


def _some_more(wait: timedelta) -> timedelta:
    return wait * (1 + random.random() * JITTER)  # noqa: S311  nothing secret
