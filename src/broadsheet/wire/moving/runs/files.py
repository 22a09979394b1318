"""Where the export of a run lies, how far it is, and its report: in the publication's data."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

from broadsheet.wire.moving.models import Move
from broadsheet.wire.moving.report.place import reports
from broadsheet.wire.moving.runs.models import Run

EXPORT, STOP, SIGHT, REPORTS = "export", "stop", "sight.json", ("report.html", "report.json")


def folder_of(key: UUID) -> Path:
    """Return the folder of a run, by its key, which nobody guesses and no address shows."""
    return runs() / key.hex


def runs() -> Path:
    """Return the folder in which runs have theirs."""
    return reports() / "runs"


def keep(upload: Any, key: UUID) -> int:
    """Write an upload into the folder of a run; return its size. Raises OSError: nothing stays."""
    folder, size = folder_of(key), 0
    folder.mkdir(parents=True, mode=0o700)
    try:
        descriptor = os.open(folder / EXPORT, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            for piece in upload.chunks():
                size += file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        remove(key)
        raise
    return size


def remove(key: UUID) -> None:
    """Remove the folder of a run."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def report_of(run: Run, name: str) -> Path | None:
    """Return a file of a run's report; None if there is none."""
    path = folder_of(run.key) / name
    return path if name in REPORTS and path.is_file() else None


def report_of_move(move: Move, name: str) -> Path | None:
    """Return a file of the report of a move that the command made; None if there is none."""
    path = reports() / f"{move.pk}" / name
    return path if name in REPORTS and path.is_file() else None


def ask_to_stop(run: Run) -> None:
    """Leave word that a run is to end. A file: a rehearsal sees no row of others."""
    (folder_of(run.key) / STOP).touch()


def forget_the_stop(run: Run) -> None:
    """Take back that a run is to end."""
    (folder_of(run.key) / STOP).unlink(missing_ok=True)


def begin_anew(run: Run) -> None:
    """Take back what a run that ended has said of how far it was, and whether it should end."""
    forget_the_stop(run)
    (folder_of(run.key) / SIGHT).unlink(missing_ok=True)


def is_to_stop(run: Run) -> bool:
    """Say whether somebody asked a run to end."""
    return (folder_of(run.key) / STOP).exists()


def lock_of(run: Run) -> Path:
    """Return the file that whoever has a run in hand has locked."""
    return folder_of(run.key) / "lock"
