"""What the worker does: take up the run whose turn it is, and see it to its end.

A run may take hours, so it has a thread of its own: letters go out meanwhile. The thread ends
between two things when its process is told to end, and the next worker takes the run up.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections
from django.utils.module_loading import import_string

from broadsheet.lib import clock
from broadsheet.lib.in_hand import in_hand
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.runs import files
from broadsheet.wire.moving.runs.models import UNDER_WAY, Run, RunState, System
from broadsheet.wire.moving.runs.sight import Interrupted, Watcher
from broadsheet.wire.moving.watching import Stopped

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
"""So often a run is taken up whose worker ended without a word: killed, or out of memory."""

Begin = Callable[[Callable[[], None]], None]


def in_a_thread(work: Callable[[], None]) -> None:
    """Do it beside what this process does."""
    threading.Thread(target=work, name=THREAD).start()


THREAD = "import"


def look(begin: Begin = in_a_thread) -> int:
    """Take up the run whose turn it is, if nobody has it in hand; return how many were."""
    if any(each.name == THREAD for each in threading.enumerate()):
        return 0
    run = Run.objects.filter(turn=1).first()
    if run is None or not _is_free(run):
        return 0
    begin(lambda: _carry_out(run.pk))
    return 1


def _is_free(run: Run) -> bool:
    files.folder_of(run.key).mkdir(parents=True, exist_ok=True, mode=0o700)
    with in_hand(files.lock_of(run)) as free:
        return free


def _carry_out(pk: int) -> None:
    try:
        run = Run.objects.get(pk=pk)
        with in_hand(files.lock_of(run)) as free:
            if free:
                _see_through(run)
    finally:
        if threading.current_thread().name == THREAD:
            connections.close_all()


def _see_through(run: Run) -> None:
    run.refresh_from_db()
    if not run.is_under_way:
        return
    if files.is_to_stop(run):
        _end(run, RunState.STOPPED)
        return
    if run.attempts >= MOST_ATTEMPTS:
        _end(run, RunState.FAILED, why=f"It was cut off {MOST_ATTEMPTS} times. Look at the log.")
        return
    Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING, attempts=run.attempts + 1)
    try:
        _move(run)
    except Interrupted:
        Run.objects.filter(pk=run.pk).update(state=RunState.QUEUED, attempts=run.attempts)
    except Stopped:
        _end(run, RunState.STOPPED)
    except ValidationError as error:
        _end(run, RunState.FAILED, why=" ".join(error.messages))
    except Exception as error:
        log.exception("The import %s failed.", run)
        _end(run, RunState.FAILED, why=f"{type(error).__name__}: {error}")
    else:
        _end(run, RunState.FINISHED)


def _how(run: Run) -> How:
    return How(
        section=run.section.slug if run.section else "",
        sections=tuple(filter(None, run.sections.split(","))),
        overwrite=run.overwrite,
        fetch=run.fetch,
        dry_run=run.dry_run,
        report=files.folder_of(run.key),
        watch=Watcher(run),
    )


def _end(run: Run, state: RunState, *, why: str = "") -> None:
    files.forget_the_stop(run)
    Run.objects.filter(pk=run.pk, state__in=UNDER_WAY).update(
        state=state, turn=None, ended_at=clock.now(), why=why.replace("\x00", "")
    )


def _move(run: Run) -> None:
    """Move the export in. What reads it is loaded now: each start of the program did without."""
    act: Callable[..., Any] = import_string(f"broadsheet.wire.moving.systems.move_{run.system}")
    export: Any = files.folder_of(run.key) / files.EXPORT
    if run.system == System.WORDPRESS:
        export = [export]
    more = {"url": run.url} if run.system == System.GHOST else {}
    act(export, how=_how(run), **more)
