"""Copies of an SQLite database in use, whole and as of one moment."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper


def copy_sqlite(source: sqlite3.Connection, target: Path) -> None:
    """Copy the database behind ``source`` into the file ``target`` (mode 0600).

    SQLite's online backup in one step: one moment's state, while others go on reading
    and, in WAL mode, writing (https://sqlite.org/backup.html). Raises sqlite3.Error;
    no half a file is left.
    """
    beside = target.with_name(f".{target.name}.tmp")
    beside.unlink(missing_ok=True)
    try:
        beside.touch(mode=0o600)
        copy = sqlite3.connect(beside)
        try:
            source.backup(copy)
        finally:
            copy.close()
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def put_back(connection: BaseDatabaseWrapper, copy: Path) -> None:
    """Make ``copy`` the SQLite database of ``connection`` again."""
    connection.close()
    database = Path(str(connection.settings_dict["NAME"]))
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    copy.replace(database)
