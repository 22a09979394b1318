"""Lock-out: after failed tries the next one waits, and each wait is longer than the one before.

What is counted how is said in ``limits.py``: by account and place together, so that nobody
is locked out by what is tried elsewhere; by place, for one that tries many accounts; by
account, for many places that try one; and by password, for one that is tried on many. A
browser in which somebody has signed in before (``devices.py``) counts for itself alone, and
a passkey isn't guessed and so not counted: an attacker who knows an editor's address can't
keep the editor out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from broadsheet.lib import clock
from broadsheet.staff.models import Tries

FORGOTTEN = timedelta(days=1)
"""After so long without a failure, waits begin short again."""


@dataclass(frozen=True)
class Limit:
    """``most`` failures within ``every``, then a wait; each further failure doubles it."""

    most: int
    every: timedelta = timedelta(minutes=15)
    wait: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True)
class Counted:
    """What a try counts against. ``own``: a try that succeeds takes back all, not itself alone."""

    key: str
    limit: Limit
    own: bool = False


def counted(kind: str, *parts: str, limit: Limit, own: bool = False) -> Counted:
    """Return what to count against, its parts hidden."""
    value = "\0".join((kind, *parts))
    return Counted(salted_hmac("broadsheet.staff.tries", value).hexdigest(), limit, own)


class Try:
    """One try: ``begin`` it, then look, then say if it ``succeeded``.

    It counts as failed from the beginning: of many at the same moment no more are looked at
    than of as many one after the other.
    """

    def __init__(self, against: Iterable[Counted]) -> None:
        self.against = sorted(against, key=lambda each: each.key)

    @transaction.atomic
    def begin(self) -> timedelta | None:
        """Count the try. Return how long to wait if it is one too many; then nothing is counted."""
        now = clock.now()
        rows = [(_row(each.key, now), each.limit) for each in self.against]
        waits = [row.until - now for row, _limit in rows if row.until and row.until > now]
        if waits:
            return max(waits)
        for row, limit in rows:
            _fail(row, limit, now)
        return None

    @transaction.atomic
    def succeeded(self) -> None:
        """Take the try back."""
        for each in self.against:
            row = _row(each.key, clock.now())
            row.failed = 0 if each.own else max(0, row.failed - 1)
            row.until = None if row.failed < each.limit.most else row.until
            row.save()


def _row(key: str, now: datetime) -> Tries:
    fresh = {"since": now, "last": now}
    return Tries.objects.select_for_update().get_or_create(key=key, defaults=fresh)[0]


def _fail(row: Tries, limit: Limit, now: datetime) -> None:
    """Count a failure, in a new window if the old one is over and there has been no wait yet."""
    waited = row.failed >= limit.most
    if now - row.last > FORGOTTEN or (not waited and now - row.since > limit.every):
        row.since, row.failed = now, 0
    row.failed, row.last = row.failed + 1, now
    if row.failed >= limit.most:
        times: int = 2 ** min(row.failed - limit.most, 10)
        row.until = now + min(limit.longest, limit.wait * times)
    row.save()
