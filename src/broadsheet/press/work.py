"""The press's own process: prints what is stale, then sees whether all is as it should be."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from django.conf import settings

from broadsheet.config import Config
from broadsheet.press import cdn, files
from broadsheet.press.lease import alone
from broadsheet.press.models import Note
from broadsheet.press.printer import Printer, busy
from broadsheet.press.probe import probe
from broadsheet.press.store.opening import open_writer
from broadsheet.press.sweep import sweep_catalogue, sweep_oldest

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""How often the clock, the queue and the theme are looked at; changes are, at once."""

SWEEP_SECONDS = 20.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 30.0
CATALOGUE_SECONDS = 6 * 3600.0


class Press:
    """Prints for one publication, again and again."""

    def __init__(self, config: Config | None = None) -> None:
        self.config: Config = config or settings.BROADSHEET
        self.store = open_writer(self.config)
        self.printer = Printer(self.store)
        self.owes_tidying = True  # the one before may have been killed before it did
        self.failed_rounds = 0
        self.rests_until = 0.0
        self.next_look = 0.0
        self.next_sweep = time.monotonic() + SWEEP_SECONDS
        self.next_catalogue = time.monotonic() + SWEEP_SECONDS

    @property
    def data(self) -> Path:
        """The publication's data folder."""
        return self.config.data

    def print_due(self) -> int:
        """Print one edition, if it is time to look and anything is stale; return what changed.

        After a round that failed as a whole (a database that is locked, a disk that is full)
        the next ones wait longer and longer, up to half a minute.
        """
        if time.monotonic() < self.rests_until or not self._is_time():
            return 0
        try:
            changed = self.print_one()
        except Exception:
            self.failed_rounds += 1
            pause = min(FIRST_PAUSE_SECONDS * 2**self.failed_rounds, LONGEST_PAUSE_SECONDS)
            self.rests_until = time.monotonic() + pause
            raise
        self.failed_rounds = 0
        if self.store.wanted(1):
            self.next_look = 0.0
        return changed

    def print_one(self) -> int:
        """Print one edition, if anything is stale; return how many targets it changed.

        When nothing is, and it is time to, sweep.
        """
        with alone(self.data):
            changed = self._print()
            if changed:
                self._after(changed)
            elif self.owes_tidying:
                self._tidy()
            elif time.monotonic() >= self.next_sweep:
                self._sweep()
        return len(changed)

    def _print(self) -> list[str]:
        try:
            return self.printer.print_due()
        except Exception:
            self.owes_tidying = True
            raise

    def _is_time(self) -> bool:
        """Say whether to look for work: a change was noted, or a second has gone by.

        Asked many times a second, so that a publication is out at once: one short read.
        """
        now = time.monotonic()
        if now < self.next_look and not Note.objects.filter(held=False).exists():
            return False
        self.next_look = now + LOOK_SECONDS
        return True

    def print_all(self) -> int:
        """Print until nothing waits; return how many targets changed."""
        changed = 0
        while busy(self.store):
            changed += self.print_one()
        return changed

    def _after(self, changed: list[str]) -> None:
        """What follows an edition; none of it may keep the next one from coming."""
        try:
            cdn.purge(changed)
        except Exception:
            log.exception("The CDN could not be told; its copies end by themselves in seconds.")
        self._tidy()
        self.store.say("probe", probe(self.store, self.config, changed))

    def _tidy(self) -> None:
        """Take away the pictures that no page shows any more: none outlives its page."""
        files.remove(self.store.unused_files())
        self.owes_tidying = False

    def _sweep(self) -> None:
        self.next_sweep = time.monotonic() + SWEEP_SECONDS
        if time.monotonic() >= self.next_catalogue:
            self.next_catalogue = time.monotonic() + CATALOGUE_SECONDS
            sweep_catalogue(self.store, self.printer)
            files.remove_all_but(self.store.files())
        sweep_oldest(self.store, self.printer)

    def close(self) -> None:
        """Close the store."""
        self.store.database.close()
