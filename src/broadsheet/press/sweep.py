"""Looking for what was missed: a page that a fresh render contradicts, an address that isn't there.

Should never find anything; says so when it does.
"""

from __future__ import annotations

import logging

from broadsheet.press import catalogue
from broadsheet.press.notes import are_held
from broadsheet.press.printer import MOST, Printer, busy
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
        if busy(store) or are_held():
            return []
        edition = printer.render_all({name: store.cause_of(name) for name in store.oldest(limit)})
    return _keep(store, printer, edition)


def sweep_catalogue(store: Writer, printer: Printer) -> list[str]:
    """Print what there should be and isn't in the store; return the names of it."""
    with one_moment():
        if busy(store) or are_held():
            return []
        known = store.known_names()
        missing = [name for name in dict.fromkeys(catalogue.every()) if name not in known]
        edition = printer.render_all(dict.fromkeys(missing[:MOST], CAUSE))
    edition.want = [(name, float(place), CAUSE) for place, name in enumerate(missing[MOST:])]
    return _keep(store, printer, edition)


def _keep(store: Writer, printer: Printer, edition: Edition) -> list[str]:
    edition.cause = CAUSE
    damaged = store.mend(edition.printed)
    healed = sorted({*printer.put(edition, seconds=0), *damaged})
    if healed:
        log.error("The sweep found what a change had missed, and printed it: %s", healed)
        store.count("healed", len(healed))
    return healed
