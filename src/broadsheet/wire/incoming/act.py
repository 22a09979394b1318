"""The act of importing copy: every item by itself, whole or not at all, and told of at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from rich.console import Console
from rich.progress import Progress

from broadsheet.lib.connector import Connector
from broadsheet.newsroom.holds import Held
from broadsheet.wire.incoming.batch import Batch
from broadsheet.wire.incoming.entries import Entry, Raw
from broadsheet.wire.incoming.files import entries
from broadsheet.wire.incoming.formats.known import FORMATS
from broadsheet.wire.incoming.ledger import SET_ASIDE, SKIPPED, Ledger, LeftOut, SetAside
from broadsheet.wire.incoming.names import section_for_the_rest
from broadsheet.wire.incoming.pictures import TIMEOUT, fetch_all
from broadsheet.wire.incoming.story import Outcome, Wishes, left_as_it_is, take_in
from broadsheet.wire.incoming.undo import no_files_left_behind

log = logging.getLogger(__name__)

Report = Callable[[str], object]


class _Rehearsed(Exception):  # noqa: N818  what happened, not a type
    """Raised to undo what a dry run did; carries what came of it."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def import_files(
    files: list[Path],
    *,
    report: Report,
    form: str = "ninjs",
    publish: bool = False,
    section: str = "",
    overwrite: bool = False,
    dry_run: bool = False,
    connector: Connector | None = None,
) -> int:
    """Import the items in these files and folders; return how many were set aside.

    ``form`` is what they are written in, a name of ``formats/known.py``.
    New stories go to the section with the slug ``section``, by default the first.
    ``publish`` publishes what may be published; the rest stays a draft.
    ``overwrite`` replaces what the desk changed since the last import. A dry run
    undoes each item after trying it. ``report`` is given one line at a time.
    Raises ValidationError when there is no such section. Stopped by Ctrl-C, it
    keeps what is done, says so, and raises KeyboardInterrupt.
    """
    wishes = Wishes(section_for_the_rest(section), publish=publish, overwrite=overwrite)
    ledger = import_entries(
        lambda: entries(files, FORMATS[form]),
        wishes=wishes,
        report=report,
        dry_run=dry_run,
        connector=connector,
    )
    return ledger.counts[SET_ASIDE]


def import_entries(
    found: Callable[[], Iterator[Entry]],
    *,
    wishes: Wishes,
    report: Report,
    dry_run: bool = False,
    connector: Connector | None = None,
    is_watched: bool = True,
) -> Ledger:
    """Import what ``found()`` yields, which is asked twice; return what became of it.

    ``is_watched``: how far it is may be shown on a terminal.

    Stopped by Ctrl-C, it keeps what is done, says so, and raises KeyboardInterrupt.
    """
    door = connector or Connector(max_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, timeout=TIMEOUT)
    ledger, batch, ending, done = Ledger(), Batch.of(found()), "", 0
    try:
        with _progress(batch.size, is_watched=is_watched) as advance:
            for order, entry in enumerate(found()):
                _one(entry, order, batch, ledger, wishes, door, dry_run=dry_run)
                done += 1
                advance()
    except BaseException:
        ending = (
            f"Stopped after {done} of {batch.size}. What is done is kept: run it again to go on."
        )
        raise
    finally:
        rehearsal = "A dry run: nothing was changed." if dry_run else ""
        ledger.close(report, ending=rehearsal or ending)
    return ledger


def _one(
    entry: Entry,
    order: int,
    batch: Batch,
    ledger: Ledger,
    wishes: Wishes,
    door: Connector,
    *,
    dry_run: bool,
) -> None:
    """Take in one entry and take down what became of it."""
    where = entry.where()
    try:
        if entry.raw is None:
            raise SetAside(entry.problem)
        where = f"{where} ({entry.raw.uri})"
        if newer := batch.superseded(entry.raw, entry, order):
            outcome = (SKIPPED, newer)
        else:
            outcome = _try(entry.raw, entry.folder, ledger, wishes, door, dry_run=dry_run)
    except _Rehearsed as rehearsed:
        outcome = rehearsed.outcome
    except LeftOut as reason:
        outcome = (SKIPPED, str(reason))
    except (SetAside, Held) as reason:
        outcome = (SET_ASIDE, str(reason))
    except ValidationError as error:
        outcome = (SET_ASIDE, " ".join(error.messages))
    except RecursionError:
        outcome = (SET_ASIDE, "what is in it is nested too deep")
    except (OSError, OperationalError):
        raise  # no space, no database: the next item would fare no better
    except Exception as error:
        log.debug("An item failed in a way nobody foresaw.", exc_info=True)
        outcome = (SET_ASIDE, f"it can't be kept: {type(error).__name__}: {error}")
    ledger.note(outcome[0], where, outcome[1])


def _try(
    raw: Raw,
    folder: Path | None,
    ledger: Ledger,
    wishes: Wishes,
    door: Connector,
    *,
    dry_run: bool,
) -> Outcome:
    item = raw.read()
    ledger.unknown.update(item.unknown)
    with _undone(dry_run):
        if reason := left_as_it_is(item, wishes):
            if dry_run:
                raise _Rehearsed(reason)
            return reason
    # Outside of any transaction: a slow server must not hold up the desk.
    fetched = fetch_all(item.pictures, folder=folder, connector=door)
    with no_files_left_behind(), transaction.atomic():
        outcome = take_in(item, fetched, wishes)
        if dry_run:
            raise _Rehearsed(outcome)
        return outcome


@contextmanager
def _undone(dry_run: bool) -> Iterator[None]:
    """Keep a dry run from changing what a real one would."""
    if not dry_run:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _progress(size: int, *, is_watched: bool) -> Iterator[Callable[[], None]]:
    """Show how far it is, where somebody looks."""
    console = Console(stderr=True)
    is_shown = is_watched and console.is_terminal
    with Progress(console=console, transient=True, disable=not is_shown) as progress:
        task = progress.add_task("Importing", total=size)
        yield lambda: progress.advance(task)
