"""Reading a whole database, to compare it with another."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

LEFT_OUT = ("sqlite_", "wagtailsearch_", "modelsearch_", "django_migrations")


def rows_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table that belongs to the publication, and the counters."""
    with closing(sqlite3.connect(database)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if not name.startswith(LEFT_OUT)
        ]
        tables = {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names
        }
        counters = connection.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
        tables["counters"] = sorted(row for row in counters if not row[0].startswith(LEFT_OUT))
    return tables
