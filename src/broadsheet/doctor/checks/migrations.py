"""The tables are those of this program."""

from __future__ import annotations

from django.core.checks import CheckMessage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must


@examine
def migrations(config: Config) -> list[CheckMessage]:
    """No migration waits. Says nothing when the database doesn't answer."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return []
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return []
    wrong = f"The database waits for {len(waiting)} migrations."
    mend = "Run the publication: it makes a copy and applies them. Or “broadsheet manage migrate”."
    return [must("migrations", wrong, mend)]
