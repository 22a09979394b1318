"""The worker's part: what servers counted is taken in. Thin."""

from __future__ import annotations

import functools
import time
from datetime import timedelta

from django.conf import settings

from broadsheet.lib import clock
from broadsheet.press.store import visits as counted
from broadsheet.press.store.database import connect
from broadsheet.press.store.opening import address_of, is_printed
from broadsheet.press.store.schema import make_tables
from broadsheet.readership.actions import take_in
from broadsheet.readership.models import TakenIn

SECONDS = 5.0
"""How long a round may take: the worker has other work."""

AT_ONCE = 20
KEPT = timedelta(days=2)
"""How long a batch is remembered that went from the store: it can't come again."""


def count_visits() -> int:
    """Take in what was counted since; return how many batches it were."""
    config = settings.BROADSHEET
    if not config.count_visits or not is_printed(config):
        return 0
    _complete(address_of(config))
    store = connect(address_of(config))
    try:
        end, done = time.monotonic() + SECONDS, 0
        for name in counted.waiting(store, AT_ONCE):
            done += take_in(batch=name, visits=counted.batch(store, name))
            counted.forget(store, name)
            if time.monotonic() > end:
                break
    finally:
        store.close()
    if done:
        TakenIn.objects.filter(at__lt=clock.now() - KEPT).delete()
    return done


@functools.cache
def _complete(address: str) -> None:
    """Make the tables that a store of an older version lacks; once in a process."""
    store = connect(address)
    try:
        make_tables(store)
    finally:
        store.close()
