"""Taking from an allowance: so many in so long, counted in the database."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from broadsheet.newsletters.models import Allowance


def take(*, key: str, most: int, every: timedelta, now: datetime) -> bool:
    """Use one of the ``most`` times that ``key`` has; say whether there was one left.

    The time ``every`` begins with the first use. Exact with any number of processes: each
    step is one statement whose condition the database checks.
    """
    mine = Allowance.objects.filter(key=key)
    running = mine.filter(since__gt=now - every)
    if running.filter(used__lt=most).update(used=F("used") + 1):
        return True
    if mine.filter(since__lte=now - every).update(since=now, used=1):
        return True
    Allowance.objects.bulk_create([Allowance(key=key, since=now, used=0)], ignore_conflicts=True)
    return bool(running.filter(used__lt=most).update(used=F("used") + 1))


def take_some(*, key: str, wanted: int, most: int, every: timedelta, now: datetime) -> int:
    """Use as many of the ``most`` times that ``key`` has as are ``wanted``; say how many it was."""
    taken = 0
    while taken < wanted and take(key=key, most=most, every=every, now=now):
        taken += 1
    return taken
