"""What the worker does about subscriptions. Thin.

Feeds and their pictures come from slow servers, so looks have a thread of their own: letters go
out meanwhile. It ends when nothing is due, or between two entries when its process is told to end.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import connections
from django.utils.translation import gettext as _

from broadsheet.wire.subscriptions import claims, outcomes
from broadsheet.wire.subscriptions.look import look

log = logging.getLogger(__name__)

THREAD = "subscriptions"


def in_a_thread(work: Callable[[], object]) -> None:
    """Do it beside what this process does."""
    threading.Thread(target=work, name=THREAD).start()


def look_at_what_is_due(begin: Callable[[Callable[[], object]], None] = in_a_thread) -> int:
    """Begin to look at the feeds whose time has come; return whether there are any."""
    if any(each.name == THREAD for each in threading.enumerate()) or not claims.is_any_due():
        return 0
    begin(look_at_each)
    return 1


def look_at_each() -> int:
    """Look at each feed whose time has come; return how many it were."""
    done = 0
    try:
        while threading.main_thread().is_alive() and (found := claims.claim()):
            done += 1
            try:
                look(found)
            except claims.Lost:
                continue
            except Exception as error:
                log.exception("The subscription “%s” failed here.", found)
                words = _("It failed here, and the program’s log says where: %(what)s")
                outcomes.note_failure(
                    found, why=words % {"what": type(error).__name__}, answer=None
                )
    finally:
        if threading.current_thread().name == THREAD:
            connections.close_all()
    return done
