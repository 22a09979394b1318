"""What falls due in the newsroom. Thin: the acts are Wagtail's and ours."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from wagtail.models import Revision

from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.planning.notices import letters

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0


class Patience:
    """Tries what failed again, ever less often; nothing else waits for it."""

    def __init__(self) -> None:
        self.rests: dict[int, tuple[float, float]] = {}

    def try_once(self, key: int, act: Callable[[], bool]) -> int:
        """Do it, unless it rests; return 1 if it was done. Raises whatever ``act`` raises."""
        pause, until = self.rests.get(key, (FIRST_PAUSE_SECONDS, 0.0))
        if time.monotonic() < until:
            return 0
        try:
            done = act()
        except Exception:
            self.rests[key] = (min(2 * pause, LONGEST_PAUSE_SECONDS), time.monotonic() + pause)
            raise
        self.rests.pop(key, None)
        return int(done)


def send_notices() -> int:
    """Send the letters about plans that are due; return how many went."""
    return letters.send_due()


_publishing, _withdrawing = Patience(), Patience()


def publish_due() -> int:
    """Publish each revision whose hour has come; one that fails doesn't stop the others."""
    due = Revision.objects.filter(approved_go_live_at__lte=clock.now())
    return sum(
        _publish(pk)
        for pk in list(due.order_by("approved_go_live_at").values_list("pk", flat=True))
    )


def _publish(pk: int) -> int:
    try:
        return _publishing.try_once(pk, lambda: actions.publish_scheduled(revision=pk))
    except Exception as reason:
        log.exception("The scheduled revision %s could not be published; it is tried again.", pk)
        actions.note_that_it_failed(revision=pk, reason=str(reason))
        return 0


def withdraw_expired() -> int:
    """Withdraw each story whose time to be public is over; one that fails stops no other."""
    over = Story.objects.filter(live=True, expire_at__lte=clock.now()).order_by("expire_at")
    return sum(_withdraw(pk) for pk in list(over.values_list("pk", flat=True)))


def _withdraw(pk: int) -> int:
    try:
        return _withdrawing.try_once(pk, lambda: actions.withdraw_if_over(story=pk))
    except Exception:
        log.exception("The story %s is over and could not be withdrawn; it is tried again.", pk)
        return 0
