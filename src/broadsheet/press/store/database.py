"""A connection to the store's database: a SQLite file of its own, or a schema in PostgreSQL.

Neither Django nor the newspaper's own tables are needed here. Statements are written once,
with ``?`` for a value.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg

from broadsheet.lib.sqlite import journal_mode

BUSY_SECONDS = 10.0
READ_SECONDS = 2.0
"""How long a server waits for the store: it has the last edition in memory meanwhile."""

LIMITS: dict[str, Any] = {
    "connect_timeout": int(READ_SECONDS),
    "tcp_user_timeout": int(READ_SECONDS * 1000),
    "options": f"-c statement_timeout={int(BUSY_SECONDS * 1000)}",
}
"""The same on PostgreSQL."""

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
    if is_postgres(address):
        return PostgresDatabase(address)
    return SqliteDatabase(Path(address))


def connect_to_read(address: str) -> Database:
    """Connect to the store at ``address`` to read: nothing is written, rights to read suffice.

    Raises nothing: the connection is made when it is first used.
    """
    if is_postgres(address):
        return PostgresDatabase(address, to_read=True)
    return SqliteReading(Path(address))


def is_postgres(address: str) -> bool:
    """Say whether a store's address is a PostgreSQL URL."""
    return address.startswith(("postgres://", "postgresql://"))


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
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # a full disk has ended it already
                self.connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """End the connection."""
        self.connection.close()


class SqliteReading(SqliteDatabase):
    """The store's file for a server, which never writes.

    When another file has taken its place (the store was deleted, or copied anew) that one
    is read from then on. One that is gone without another stays open.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen: tuple[int, int, int] | None = None
        self.immutable = False

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return its rows."""
        if self.seen is None:
            self._follow()
        return super().rows(sql, values)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        """See one moment of the store; writing fails."""
        self._follow()
        with super().transaction(write=write):
            yield

    def close(self) -> None:
        """End the connection, where there is one."""
        if self.seen is not None:
            super().close()
            self.seen = None

    def _follow(self) -> None:
        """Open the file, or the one that has taken its place. Raises FileNotFoundError."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            if self.seen is None:
                raise
            return
        if self._sign(found) != self.seen:
            self._open(found)

    def _open(self, found: os.stat_result) -> None:
        address = f"file:{quote(str(self.path.absolute()))}?mode=ro"
        try:
            connection, immutable = _reading(address), False
        except sqlite3.OperationalError as error:
            if "unable to open" not in str(error):
                raise
            # SQLite keeps a log beside its file: where it can't, nobody is writing either.
            connection, immutable = _reading(f"{address}&immutable=1"), True
        self.close()
        self.connection, self.immutable = connection, immutable
        self.seen = self._sign(found)

    def _sign(self, found: os.stat_result) -> tuple[int, int, int]:
        """Return what tells a file from another; from itself, where SQLite can't tell us."""
        return found.st_dev, found.st_ino, found.st_mtime_ns if self.immutable else 0


def _reading(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, timeout=READ_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class PostgresDatabase:
    """The store as a schema of its own: the serving role needs to read no other."""

    def __init__(self, url: str, *, to_read: bool = False) -> None:
        """Connect; ``to_read``: only when first used, and waiting for nothing long."""
        self.url = url
        self.limits = LIMITS if to_read else {}
        self.connection: psycopg.Connection[Any] | None = None if to_read else self._open()

    def _open(self) -> psycopg.Connection[Any]:
        connection = psycopg.connect(self.url, autocommit=True, **self.limits)
        connection.execute(f"SET search_path TO {SCHEMA}")
        return connection

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
        if self.connection is None or self.connection.closed or self.connection.broken:
            self.connection = self._open()
        return self.connection

    def close(self) -> None:
        """End the connection, where there is one."""
        if self.connection is not None:
            self.connection.close()


def _postgres(sql: str) -> Any:
    return sql.replace("%", "%%").replace("?", "%s")
