"""Restoring a publication from a verified backup."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from django.db.backends.base.base import BaseDatabaseWrapper

from broadsheet.backup.archive import Reader
from broadsheet.backup.load import load_rows, make_tables, refuse_unknown_migrations
from broadsheet.backup.manifest import BackupError
from broadsheet.backup.places import Place, place_for
from broadsheet.config import RESTORED, Config
from broadsheet.lib import clock

Progress = Callable[[str], None]


def open_verified(path: Path, progress: Progress) -> Reader:
    """Open a backup whose every byte is as it was written. Raises BackupError otherwise."""
    reader = Reader(path)
    for name in reader.verify():
        progress(name)
    return reader


def bring_own_files(backup: Reader, directory: Path) -> list[Path]:
    """Put the publication's own files (configuration, templates) where there are none yet.

    Returns those it made. A file that is there stays: it may be this machine's own.
    """
    made = []
    for name in backup.manifest.members:
        top, *rest = PurePosixPath(name).parts
        target = directory.joinpath(*rest)
        if top == "folder" and not target.exists():
            backup.extract(name, target)
            made.append(target)
    return made


def restore(
    config: Config,
    connection: BaseDatabaseWrapper,
    backup: Reader,
    *,
    force: bool,
    progress: Progress = lambda _name: None,
) -> Path | None:
    """Make the publication what it was. Return the folder of the old data, if there was any.

    Everything is made beside the old and swapped with it at the end, so that a failure
    leaves the old as it was. Raises BackupError, also for a publication that is there
    already, unless ``force``.
    """
    refuse_unknown_migrations(backup.manifest.migrations)
    moment = clock.now().strftime("%Y%m%dT%H%M%SZ").lower()
    stage = config.directory / f"data.restoring-{moment}"
    place = place_for(connection, config, stage)
    has_data = config.data.exists() and any(
        not path.name.startswith(".") for path in config.data.iterdir()
    )
    if (place.occupied() or has_data) and not force:
        raise BackupError(
            "there is a publication in this folder already; --force restores over it "
            "and keeps its data aside"
        )
    _refuse_without_space(config.directory, backup)
    stage.mkdir(mode=0o700)
    try:
        _fill(place, connection, backup, stage, progress)
    except BaseException:
        place.discard()
        shutil.rmtree(stage, ignore_errors=True)
        raise
    return _swap(config, place, stage, f"before-restore-{moment}")


def _refuse_without_space(directory: Path, backup: Reader) -> None:
    needed = 2 * sum(member.bytes for member in backup.manifest.members.values())
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise BackupError(
            f"it needs about {needed // 1_000_000} MB, and the disk has {free // 1_000_000} MB left"
        )


def _fill(
    place: Place, connection: BaseDatabaseWrapper, backup: Reader, stage: Path, progress: Progress
) -> None:
    place.open()
    make_tables(connection, backup.manifest.migrations)
    load_rows(connection, backup, progress)
    for name in backup.manifest.members:
        top, *rest = PurePosixPath(name).parts
        if top == "data":
            progress(name)
            backup.extract(name, stage.joinpath(*rest))
    # What went out since, the backup doesn't know: no newsletter goes until a person has looked.
    (stage / RESTORED).write_text(backup.manifest.made_at)


def _swap(config: Config, place: Place, stage: Path, old_name: str) -> Path | None:
    place.swap(old_name.replace("-", "_"))
    aside = None
    if config.data.exists():
        aside = config.directory / f"data.{old_name}"
        config.data.rename(aside)
    stage.rename(config.data)
    return aside
