"""Which SQLite is in use, and whether its write-ahead log can be trusted."""

from __future__ import annotations

from django.core.checks import CheckMessage
from django.db import connection

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, fine, must, should
from broadsheet.lib import sqlite


@examine
def sqlite_library(config: Config) -> list[CheckMessage]:
    """The WAL-reset bug loses commits (https://sqlite.org/wal.html#walresetbug)."""
    if connection.vendor != "sqlite":
        return []
    version = sqlite.library_version()
    name = ".".join(map(str, version))
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0].upper()
    if sqlite.wal_is_safe(version):
        return [fine("sqlite_library", f"SQLite {name}, journal mode {mode}.")]
    mend = "Install pysqlite3 0.6.1 or newer: pip install --upgrade pysqlite3"
    if mode == "WAL":
        wrong = f"SQLite {name} can lose commits in WAL mode, and the database is in it."
        return [must("sqlite_library", wrong, mend)]
    wrong = f"SQLite {name} has the WAL-reset bug: readers and writers wait for each other."
    return [should("sqlite_library", wrong, mend)]
