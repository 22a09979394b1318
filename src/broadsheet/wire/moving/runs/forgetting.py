"""Exports are removed when nobody needs them any more; reports stay."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

from broadsheet.lib import clock
from broadsheet.wire.moving.runs import files
from broadsheet.wire.moving.runs.models import Run

KEPT = timedelta(days=7)
"""So long after its end a run can go on, or what was rehearsed come in, without a new upload."""

STRAY = timedelta(days=1)
"""What nobody knows of is an upload that was cut off, once it is as old as this."""


def forget_what_is_over() -> int:
    """Remove the exports of runs that ended a week ago, and uploads that were cut off."""
    over = Run.objects.filter(has_file=True, turn=None, ended_at__lt=clock.now() - KEPT)
    runs = list(over)
    for run in runs:
        (files.folder_of(run.key) / files.EXPORT).unlink(missing_ok=True)
        Run.objects.filter(pk=run.pk).update(has_file=False)
    return len(runs)


def forget_strays() -> None:
    """Remove folders that belong to no run."""
    if not files.runs().is_dir():
        return
    known = {key.hex for key in Run.objects.values_list("key", flat=True)}
    for folder in files.runs().iterdir():
        age = clock.now() - datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        if folder.name not in known and age > STRAY:
            shutil.rmtree(folder, ignore_errors=True)
