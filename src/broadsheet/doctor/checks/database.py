"""The database answers."""

from __future__ import annotations

from django.core.checks import CheckMessage
from django.db import DatabaseError, connection

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must


@examine
def database(config: Config) -> list[CheckMessage]:
    """A connection can be made."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        line = str(error).strip().splitlines()[0]
        mend = "Is it running? Check database.url in broadsheet.toml, or DATABASE_URL."
        return [must("database", f"The database doesn't answer: {line}", mend)]
    return []
