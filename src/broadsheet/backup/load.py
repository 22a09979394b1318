"""Lines of JSON → rows of an empty database with the tables they came from."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from broadsheet.backup.archive import Reader
from broadsheet.backup.codec import decoders
from broadsheet.backup.manifest import BackupError
from broadsheet.backup.tables import Table

BATCH = 500
Progress = Callable[[str], None]


def refuse_unknown_migrations(migrations: Iterable[tuple[str, str]]) -> None:
    """Raise BackupError when the rows come from a newer program than this one."""
    known = MigrationLoader(None).disk_migrations
    unknown = [key for key in migrations if key not in known]
    if unknown:
        app, name = unknown[-1]
        raise BackupError(
            f"it was made by a newer program (this one doesn't know {app}'s migration {name}); "
            "install that version first"
        )


def make_tables(connection: BaseDatabaseWrapper, migrations: Iterable[tuple[str, str]]) -> None:
    """Bring an empty database exactly to these ``migrations``."""
    executor = MigrationExecutor(connection)
    wanted = set(migrations)
    graph = executor.loader.graph
    last = [
        key
        for key in sorted(wanted & set(graph.nodes))
        if not any(
            child.key in wanted and child.key[0] == key[0] for child in graph.node_map[key].children
        )
    ]
    executor.migrate(last)


def load_rows(connection: BaseDatabaseWrapper, backup: Reader, progress: Progress) -> None:
    """Replace every row of every table by the backup's, in one transaction.

    Raises BackupError when a row points to one that isn't there.
    """
    manifest = backup.manifest
    sqlite = connection.vendor == "sqlite"
    if sqlite:
        connection.disable_constraint_checking()
    with transaction.atomic(using=connection.alias):
        _empty(connection)
        for table in manifest.tables:
            progress(table.name)
            count = _load(connection, table, backup.lines(f"tables/{table.name}.jsonl"))
            if count != manifest.rows[table.name]:
                raise BackupError(f"the table {table.name} in it isn't complete")
            _set_counter(connection, table, manifest.last_numbers[table.name])
        try:
            connection.check_constraints()
        except IntegrityError as error:
            raise BackupError(f"its rows don't fit together: {error}") from error
    if sqlite:
        connection.enable_constraint_checking()


def _empty(connection: BaseDatabaseWrapper) -> None:
    """Remove what the migrations put there: first pages, content types, the like."""
    quote = connection.ops.quote_name
    names = [
        name
        for name in connection.introspection.table_names()
        if name != "django_migrations"
        and not name.startswith(("modelsearch", "wagtailsearch", "sqlite_"))
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(map(quote, names))} CASCADE")
            return
        for name in names:
            cursor.execute(f"DELETE FROM {quote(name)}")  # noqa: S608


def _load(connection: BaseDatabaseWrapper, table: Table, lines: Iterable[bytes]) -> int:
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name, _kind in table.columns)
    marks = ", ".join(["%s"] * len(table.columns))
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608
    known = decoders(connection)
    read = [known[kind] for _name, kind in table.columns]
    count = 0
    with connection.cursor() as cursor:
        values = (_values(read, line) for line in lines)
        while batch := list(itertools.islice(values, BATCH)):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def _values(read: list[Callable[[Any], Any]], line: bytes) -> list[Any]:
    row = json.loads(line)
    return [
        None if value is None else decode(value) for decode, value in zip(read, row, strict=True)
    ]


def _set_counter(connection: BaseDatabaseWrapper, table: Table, last: int) -> None:
    if not last:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last]
            )
        else:
            quoted = connection.ops.quote_name(table.name)
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [quoted, table.counter, last]
            )
