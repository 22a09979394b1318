"""A connection to the store's database: a SQLite file of its own, or a schema in PostgreSQL.

Neither Django nor the newspaper's own tables are needed here. Statements are written once,
with ``?`` for a value.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg

from broadsheet.lib.sqlite import journal_mode

BUSY_SECONDS = 10.0
SCHEMA = "broadsheet_press"

Row = Sequence[Any]


class Database(Protocol):
    """What the store asks of a database."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return its rows."""

    def many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each of ``values``."""

    def transaction(self, *, write: bool) -> Any:
        """Return a context in which all reads see one moment, and writes are kept or not."""

    def close(self) -> None:
        """End the connection."""


def connect(address: str) -> Database:
    """Connect to the store at ``address``: a PostgreSQL URL, or the path of a SQLite file.

    Raises OSError, ``sqlite3.Error`` or ``psycopg.Error`` when that can't be.
    """
    if address.startswith(("postgres://", "postgresql://")):
        return PostgresDatabase(address)
    return SqliteDatabase(Path(address))


class SqliteDatabase:
    """The store as a file beside the newspaper's database."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for pragma in (f"journal_mode={journal_mode()}", "synchronous=FULL", "temp_store=MEMORY"):
            self.connection.execute(f"PRAGMA {pragma}")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return its rows."""
        return self.connection.execute(sql, values).fetchall()

    def many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each of ``values``."""
        self.connection.executemany(sql, values)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        """Keep all that is done inside, or nothing when an exception leaves it."""
        self.connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """End the connection."""
        self.connection.close()


class PostgresDatabase:
    """The store as a schema of its own: the serving role needs to read no other."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._open()

    def _open(self) -> None:
        self.connection = psycopg.connect(self.url, autocommit=True)
        self.connection.execute(f"SET search_path TO {SCHEMA}")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return its rows."""
        cursor = self._living().execute(_postgres(sql), values)
        return cursor.fetchall() if cursor.description else []

    def many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each of ``values``."""
        with self._living().cursor() as cursor:
            cursor.executemany(_postgres(sql), list(values))

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        """Keep all that is done inside, or nothing when an exception leaves it."""
        with self._living().transaction():
            if not write:
                self.rows("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def _living(self) -> psycopg.Connection[Any]:
        """Return the connection; a new one when the server has ended the last."""
        if self.connection.closed or self.connection.broken:
            self._open()
        return self.connection

    def close(self) -> None:
        """End the connection."""
        self.connection.close()


def _postgres(sql: str) -> Any:
    return sql.replace("%", "%%").replace("?", "%s")
