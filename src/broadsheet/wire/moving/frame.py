"""What every move has in common: a run of its ledger, rehearsed where nothing is to change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from broadsheet.lib.in_hand import in_hand
from broadsheet.lib.on_a_copy import on_a_copy
from broadsheet.newsroom.holds import Held
from broadsheet.press.notes import held_back
from broadsheet.wire.incoming.undo import no_files_left_behind
from broadsheet.wire.moving import ledger as ledgers
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.ledger import Ledger
from broadsheet.wire.moving.models import Move
from broadsheet.wire.moving.report.place import reports

UNDER_WAY = (
    "This paper is being moved in already, in the editor or by another command. Nothing was done:"
    " wait for that, or stop it there."
)


class _Rehearsed(Exception):  # noqa: N818  what happened, not a type
    """Raised to undo what a dry run did."""


def in_one_run(
    source: str, how: How, take_in: Callable[[Ledger], None], when_done: Callable[[Move], None]
) -> None:
    """Have a source's things taken in as its next run; ``when_done`` gets the ledger.

    A dry run does it all in a transaction that is then undone, on SQLite in a copy, so that
    nobody waits for it. Raises what ``take_in`` raises, and ValidationError for a source that is
    being moved in already.
    """
    if not how.dry_run:
        with in_hand(_lock_of(source)) as free:
            if not free:
                raise ValidationError(UNDER_WAY)
            with held_back():  # its pages are printed at its end, once
                _run(source, take_in, when_done)
        return
    is_alone = connection.vendor == "sqlite" and not connection.in_atomic_block
    try:
        with (
            on_a_copy() if is_alone else nullcontext(),
            no_files_left_behind(),
            transaction.atomic(),
        ):
            _run(source, take_in, when_done)
            raise _Rehearsed
    except _Rehearsed:
        return


def _lock_of(source: str) -> Path:
    reports().mkdir(parents=True, exist_ok=True)
    return reports() / f"{hashlib.sha256(source.encode()).hexdigest()[:16]}.lock"


def _run(source: str, take_in: Callable[[Ledger], None], when_done: Callable[[Move], None]) -> None:
    move = ledgers.begin(source)
    take_in(Ledger(move))
    ledgers.end(move)
    when_done(move)


def in_words(problem: Exception) -> str:
    """Return why a thing is set aside, for people."""
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    if isinstance(problem, Held):
        return str(problem)
    if isinstance(problem, ValueError):
        return str(problem) or "it can’t be read"
    return f"it can’t be kept: {type(problem).__name__}: {problem}"
