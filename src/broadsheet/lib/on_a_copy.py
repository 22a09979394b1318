"""Work on a copy of the database, which is thrown away: what is tried there keeps nobody waiting.

SQLite has one writer at a time. A rehearsal that takes an hour, and is undone at its end, would
be that one for an hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def on_a_copy() -> Iterator[None]:
    """Have this thread, and no other, work on a copy of the SQLite database as it is now.

    SQLite's online backup in one step: one moment's state, while others read and, in WAL mode,
    write (https://sqlite.org/backup.html). It is to be called outside of transactions. Raises
    OSError or OperationalError where there is no room for it.
    """
    ours = connections[DEFAULT_DB_ALIAS]
    with TemporaryDirectory(prefix="broadsheet-") as folder:
        copy = ours.copy()
        copy.settings_dict["NAME"] = str(Path(folder) / "copy.sqlite3")
        with closing(copy):
            ours.ensure_connection()
            copy.ensure_connection()
            ours.connection.backup(copy.connection)
            connections[DEFAULT_DB_ALIAS] = copy
            try:
                yield
            finally:
                connections[DEFAULT_DB_ALIAS] = ours
