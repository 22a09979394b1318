"""What people do with imports. The worker does the rest (``work.py``)."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from broadsheet.lib import clock
from broadsheet.wire.moving.ledger import printable
from broadsheet.wire.moving.runs import files
from broadsheet.wire.moving.runs.forgetting import forget_strays
from broadsheet.wire.moving.runs.models import Run, RunState


class Busy(ValidationError):  # noqa: N818  what it is, not a type
    """Another import is under way."""


def begin(*, upload: Any, by: Any, **wishes: Any) -> Run:
    """Keep an export, and have the worker move it in. ``wishes`` are fields of Run.

    Raises Busy when an import is under way, and ValidationError when the file can't be kept.
    """
    if Run.objects.filter(turn=1).exists():
        raise _busy()
    forget_strays()
    key = uuid.uuid4()
    try:
        size = files.keep(upload, key)
    except OSError as error:
        words = _("The file could not be kept: %(why)s. Nothing was begun.")
        raise ValidationError(words % {"why": error.strerror or error}) from error
    values = {"key": key, "size": size, "asked_by": by, "asked_at": clock.now(), **wishes}
    name = printable(upload.name)[:255] or files.EXPORT
    try:
        with transaction.atomic():
            run: Run = Run.objects.create(name=name, **values)
    except IntegrityError as error:
        files.remove(key)
        raise _busy() from error
    return run


def stop(*, run: Run) -> None:
    """End a run, within the thing that is being moved; what is done is kept.

    The word is left in a file: a rehearsal doesn't see what others write meanwhile.
    """
    if not run.is_under_way:
        return
    files.ask_to_stop(run)
    if _turned(run, RunState.QUEUED, to=RunState.STOPPED, turn=None, ended_at=clock.now()):
        files.forget_the_stop(run)
    else:
        _turned(run, RunState.RUNNING, to=RunState.STOPPING)


def go_on(*, run: Run) -> None:
    """Have a run that was stopped, or failed, go on where it was. Raises Busy, ValidationError."""
    _again(run, RunState.STOPPED, RunState.FAILED)


def import_it(*, run: Run) -> None:
    """Import what was rehearsed, with the same wishes. Raises Busy, ValidationError."""
    if not run.dry_run:
        raise ValidationError(_("It was no dry run."))
    _again(run, RunState.FINISHED, RunState.STOPPED, dry_run=False)


def _again(run: Run, *states: RunState, **values: Any) -> None:
    files.begin_anew(run)
    fresh = {"state": RunState.QUEUED, "turn": 1, "ended_at": None, "why": "", "attempts": 0}
    due = Run.objects.filter(pk=run.pk, state__in=states, has_file=True)
    try:
        with transaction.atomic():
            done = due.update(**fresh, asked_at=clock.now(), **values)
    except IntegrityError as error:
        raise _busy() from error
    if not done:
        raise ValidationError(_("Its file isn’t here any more, or it is under way: send it again."))


def _turned(run: Run, *states: RunState, to: RunState, **values: Any) -> bool:
    """Move a run on, if it is where we think it is."""
    due = Run.objects.filter(pk=run.pk, state__in=states)
    return bool(due.update(state=to, **values))


def _busy() -> Busy:
    return Busy(_("Another import is under way. One goes at a time: wait for it, or stop it."))
