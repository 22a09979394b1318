"""The store's tables.

The store holds nothing that can't be printed anew, but for the visits of the last seconds:
another version of it empties it.
"""

from __future__ import annotations

import secrets

from broadsheet.press.store.database import SCHEMA, Database, SqliteDatabase

VERSION = "1"

TABLES = {
    "state": "(name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "segment": (
        "(hash TEXT PRIMARY KEY, crc BIGINT NOT NULL, size BIGINT NOT NULL,"
        " gzip BLOB NOT NULL, zstd BLOB NOT NULL, uses BIGINT NOT NULL)"
    ),
    # A page, whose name is its path, or a fragment, whose name begins with “@”.
    "target": (
        "(id BIGINT PRIMARY KEY, name TEXT NOT NULL, status INTEGER NOT NULL,"
        " headers TEXT NOT NULL, parts TEXT NOT NULL, edition BIGINT NOT NULL,"
        " printed_at DOUBLE PRECISION NOT NULL, changed_at DOUBLE PRECISION NOT NULL,"
        " cause TEXT NOT NULL, stale_at DOUBLE PRECISION)"
    ),
    "key": "(id BIGINT PRIMARY KEY, name TEXT NOT NULL)",
    "reads": "(key BIGINT NOT NULL, target BIGINT NOT NULL, PRIMARY KEY (key, target))",
    # What is to be printed and isn't yet: the lowest place first.
    "wanted": "(name TEXT PRIMARY KEY, place DOUBLE PRECISION NOT NULL, cause TEXT NOT NULL)",
    "failure": (
        "(name TEXT PRIMARY KEY, at DOUBLE PRECISION NOT NULL, cause TEXT NOT NULL,"
        " trace TEXT NOT NULL)"
    ),
    "edition": (
        "(number BIGINT PRIMARY KEY, at DOUBLE PRECISION NOT NULL, cause TEXT NOT NULL,"
        " pages INTEGER NOT NULL, fragments INTEGER NOT NULL, gone INTEGER NOT NULL,"
        " seconds DOUBLE PRECISION NOT NULL)"
    ),
    # On their way to the newspaper: so often a path was opened in a quarter of an hour.
    "visit": (
        "(batch TEXT NOT NULL, quarter BIGINT NOT NULL, path TEXT NOT NULL, host TEXT NOT NULL,"
        " times BIGINT NOT NULL, PRIMARY KEY (batch, quarter, path, host))"
    ),
    "change": "(edition BIGINT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (edition, name))",
}

INDEXES = {
    "reads_target": "reads (target)",
    "target_stale": "target (stale_at) WHERE stale_at IS NOT NULL",
    "target_printed": "target (printed_at)",
    "target_name": "target (name)",
    "target_lacking": "target (status) WHERE status = 0",
    "key_name": "key (name)",
    "wanted_place": "wanted (place)",
}


def empty_state() -> dict[str, str]:
    """Return the state of a store in which nothing is.

    ``store`` tells it from every other, also from itself before it was emptied: its editions
    are counted anew.
    """
    fresh = {"edition": "0", "taken": "", "complete": "0"}
    return {**fresh, "version": VERSION, "store": secrets.token_hex(8)}


def make_tables(database: Database) -> None:
    """Make whatever the store lacks; empty a store of another version."""
    sqlite = isinstance(database, SqliteDatabase)
    with database.transaction(write=True):
        if not sqlite:
            database.rows(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        if _is_of_another_version(database, sqlite):
            for name in TABLES:
                database.rows(f"DROP TABLE IF EXISTS {name}")
        for name, columns in TABLES.items():
            tail = " WITHOUT ROWID" if sqlite and name in {"reads", "change"} else ""
            columns = columns if sqlite else _postgres(columns)
            database.rows(f"CREATE TABLE IF NOT EXISTS {name} {columns}{tail}")
        for name, what in INDEXES.items():
            database.rows(f"CREATE INDEX IF NOT EXISTS {name} ON {what}")
        database.many(
            "INSERT INTO state VALUES (?, ?) ON CONFLICT (name) DO NOTHING", empty_state().items()
        )


def _postgres(columns: str) -> str:
    """Return a table's columns in PostgreSQL's words; names are compared as in SQLite, by bytes."""
    return columns.replace("BLOB", "BYTEA").replace("TEXT", 'TEXT COLLATE "C"')


def _is_of_another_version(database: Database, sqlite: bool) -> bool:
    if sqlite:
        found = "SELECT 1 FROM sqlite_master WHERE name = 'state'"
    else:
        found = f"SELECT 1 WHERE to_regclass('{SCHEMA}.state') IS NOT NULL"
    if not database.rows(found):
        return False
    version = database.rows("SELECT value FROM state WHERE name = 'version'")
    return [row[0] for row in version] != [VERSION]
