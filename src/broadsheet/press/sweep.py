"""Looking for what was missed: a page that a fresh render contradicts, an address that isn't there.

Should never find anything; says so when it does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from broadsheet.lib import clock
from broadsheet.press import catalogue
from broadsheet.press.printer import Printer, busy
from broadsheet.press.snapshot import one_moment
from broadsheet.press.store.writing import Edition, Writer

log = logging.getLogger(__name__)

CAUSE = "the sweep: a change had been missed"
AT_ONCE = 5


def sweep_oldest(store: Writer, printer: Printer, *, limit: int = AT_ONCE) -> list[str]:
    """Render what was printed longest ago; return the names that had to be healed.

    Does nothing while anything waits to be printed: that is no fault yet.
    """
    with one_moment():
        if busy(store):
            return []
        edition = printer.render_all({name: store.cause_of(name) for name in store.oldest(limit)})
    edition.cause = CAUSE
    damaged = store.mend(edition.printed)
    healed = sorted({*printer.put(edition, seconds=0), *damaged})
    if healed:
        _tell(healed)
        store.count("healed", len(healed))
    return healed


def sweep_catalogue(store: Writer) -> list[str]:
    """Queue each address that there should be and isn't in the store; return them."""
    with one_moment():
        if busy(store):
            return []
        known = store.known_names()
        missing = [name for name in dict.fromkeys(catalogue.every()) if name not in known]
    if missing:
        want = [(name, float(place), CAUSE) for place, name in enumerate(missing)]
        store.put(Edition(cause=CAUSE, want=want), now=clock.now().timestamp(), seconds=0)
    return missing


def _tell(healed: Iterable[str]) -> None:
    log.error("The sweep found pages that a change had missed, and printed them: %s", healed)
