"""Rows of a database → lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from broadsheet.backup.codec import encode
from broadsheet.backup.tables import Table


def rows(connection: BaseDatabaseWrapper, table: Table) -> Iterator[bytes]:
    """Yield each row of ``table`` as one line of JSON, a list, in the order of its key.

    Call it inside a transaction: the rows come through a cursor of the server's own.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name, _kind in table.columns)
    kinds = [kind for _name, kind in table.columns]
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {quote(table.name)} ORDER BY {quote(table.key)}"  # noqa: S608
        )
        while batch := cursor.fetchmany(500):
            for row in batch:
                values = [encode(kind, value) for kind, value in zip(kinds, row, strict=True)]
                line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
                yield line.encode() + b"\n"


def last_number(connection: BaseDatabaseWrapper, table: Table) -> int:
    """Return the last number given out for the table's key, 0 when there is no counter.

    It can be beyond the highest in use; a restored paper must not give it out again.
    """
    if not table.counter:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        else:
            quoted = connection.ops.quote_name(table.name)
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, table.counter])
            found = cursor.fetchone()
            if not found or not found[0]:
                return 0
            cursor.execute(f"SELECT last_value FROM {found[0]} WHERE is_called")  # noqa: S608
        row = cursor.fetchone()
    return int(row[0]) if row else 0
