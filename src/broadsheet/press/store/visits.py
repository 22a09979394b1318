"""Visits on their way from the servers that counted them to the newspaper, batch by batch.

What a batch holds is taken in once, however often it is read: it has a name, and goes only when
whoever took it in says so.
"""

from __future__ import annotations

import secrets
from collections import Counter

from broadsheet.press.store.database import Database, connect
from broadsheet.press.visits import Keep, Visit


def keep_in(address: str) -> Keep:
    """Return what keeps counts in the store at ``address``: all of them, or none and an error."""

    def keep(counted: Counter[Visit]) -> None:
        database = connect(address)
        try:
            put(database, counted)
        finally:
            database.close()

    return keep


def put(database: Database, counted: Counter[Visit]) -> None:
    """Put a batch into the store."""
    name = secrets.token_hex(8)
    rows = [(name, *visit, times) for visit, times in counted.items()]
    with database.transaction(write=True):
        database.many("INSERT INTO visit VALUES (?, ?, ?, ?, ?)", rows)


def waiting(database: Database, limit: int) -> list[str]:
    """Return the names of some batches that nobody has taken in yet."""
    found = "SELECT DISTINCT batch FROM visit ORDER BY batch LIMIT ?"
    return [str(row[0]) for row in database.rows(found, [limit])]


def batch(database: Database, name: str) -> Counter[Visit]:
    """Return what a batch holds."""
    found = "SELECT quarter, path, host, times FROM visit WHERE batch = ?"
    return Counter({(row[0], row[1], row[2]): row[3] for row in database.rows(found, [name])})


def forget(database: Database, name: str) -> None:
    """Take a batch out of the store that was taken in."""
    with database.transaction(write=True):
        database.many("DELETE FROM visit WHERE batch = ?", [[name]])
