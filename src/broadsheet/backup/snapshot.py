"""A view of the database as of one moment, while others go on writing."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper

from broadsheet.backup.copies import copy_sqlite

REPEATABLE_READ = 3
"""psycopg's IsolationLevel: every query of the transaction sees the same moment."""


@contextlib.contextmanager
def snapshot(connection: BaseDatabaseWrapper, scratch: Path) -> Iterator[BaseDatabaseWrapper]:
    """Yield a second connection on which nothing changes.

    SQLite: on an online copy, made in the folder ``scratch`` and removed afterwards.
    PostgreSQL: in one read-only transaction.
    """
    with contextlib.ExitStack() as stack:
        view = connection.copy()
        stack.callback(view.close)
        if connection.vendor == "sqlite":
            folder = stack.enter_context(
                tempfile.TemporaryDirectory(dir=scratch, prefix=".snapshot-")
            )
            connection.ensure_connection()
            copy = Path(folder) / "copy.sqlite3"
            copy_sqlite(cast("sqlite3.Connection", connection.connection), copy)
            view.settings_dict["NAME"] = str(copy)
        else:
            options: dict[str, Any] = view.settings_dict["OPTIONS"]
            options["isolation_level"] = REPEATABLE_READ
        view.connect()
        view.set_autocommit(False)
        try:
            yield view
        finally:
            view.rollback()
