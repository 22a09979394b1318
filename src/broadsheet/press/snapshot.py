"""The newsroom's database as it is at one moment, to read and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from wagtail.models import Site


@contextmanager
def one_moment() -> Iterator[None]:
    """Have every read see one moment, and every write fail.

    What others commit meanwhile isn't seen. Within a transaction that is open already, that
    transaction's own moment is the one. What Wagtail remembers of the tree from other moments
    is forgotten: it is told of changes in its own process only.
    """
    Site.clear_site_root_paths_cache()
    if connection.in_atomic_block:
        with _read_only():
            yield
        return
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        mode, connection.transaction_mode = connection.transaction_mode, None  # type: ignore[attr-defined]
        try:
            with transaction.atomic(), _read_only():
                connection.transaction_mode = mode  # type: ignore[attr-defined]
                yield
        finally:
            connection.transaction_mode = mode  # type: ignore[attr-defined]
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def may_fail() -> Iterator[None]:
    """Have what fails inside leave the moment as it was: PostgreSQL would end it.

    SQLite goes on, and takes a savepoint for a write; there it is Django that would not.
    """
    if not connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        try:
            yield
        finally:
            transaction.set_rollback(False)
    else:
        with transaction.atomic():
            yield


@contextmanager
def _read_only() -> Iterator[None]:
    """Have SQLite refuse to write (PostgreSQL: only outside of a transaction that is open)."""
    if connection.vendor != "sqlite":
        yield
        return
    _pragma("query_only = 1")
    try:
        yield
    finally:
        _pragma("query_only = 0")


def _pragma(words: str) -> None:
    """Run a pragma past Django, which runs nothing more in a transaction where a write failed."""
    connection.ensure_connection()
    connection.connection.execute(f"PRAGMA {words}")
