"""Looking for what was missed: a page that a fresh render contradicts, an address that isn't there.

Should never find anything; says so when it does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from broadsheet.lib import clock
from broadsheet.press import catalogue, files
from broadsheet.press.printer import busy
from broadsheet.press.render import Gone, Printed, Renderer
from broadsheet.press.snapshot import one_moment
from broadsheet.press.store.writing import Edition, Writer

log = logging.getLogger(__name__)

CAUSE = "the sweep: a change had been missed"
AT_ONCE = 5


def sweep_oldest(store: Writer, renderer: Renderer, *, limit: int = AT_ONCE) -> list[str]:
    """Render what was printed longest ago; return the names that had to be healed.

    Does nothing while anything waits to be printed: that is no fault yet.
    """
    with one_moment():
        if busy(store):
            return []
        edition = Edition(cause=CAUSE)
        for name in store.oldest(limit):
            made = renderer.render(name, store.cause_of(name))
            if isinstance(made, Printed):
                edition.printed.append(made)
            elif isinstance(made, Gone):
                edition.gone.append(name)
            else:
                edition.failed.append(made)
    return _keep(store, edition)


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


def _keep(store: Writer, edition: Edition) -> list[str]:
    before = store.edition()
    files.make_public(key for each in edition.printed for key in each.keys)
    number = store.put(edition, now=clock.now().timestamp(), seconds=0)
    healed = store.changed_in(number) if number > before else []
    if healed:
        _tell(healed)
        store.count("healed", len(healed))
    return healed


def _tell(healed: Iterable[str]) -> None:
    log.error("The sweep found pages that a change had missed, and printed them: %s", healed)
