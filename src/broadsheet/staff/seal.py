"""The seal on the log: what is written there is neither changed nor deleted.

Two walls. Django's models refuse (``receivers.py``), and the database refuses by triggers,
whatever asks it: ``QuerySet.update``, a plug-in, a shell. Who may change the database's
structure can take the seal off: this program does while it migrates, since Wagtail's own
migrations may have to.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

LOGS = {"wagtailcore_pagelogentry": "page_id", "wagtailcore_modellogentry": "object_id"}
"""The tables of Wagtail's logs, and the column that says what each line is about."""

WRITTEN = "id, action, data, label, timestamp, user_id, revision_id, uuid, content_changed, deleted"
REFUSAL = "What the log says stays as it is."

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION broadsheet_keep_the_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def seal(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse to change or delete what its logs say: it raises IntegrityError."""
    unseal(connection)
    postgres = connection.vendor == "postgresql"
    refuse = (
        "EXECUTE FUNCTION broadsheet_keep_the_log()"
        if postgres
        else f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    there = LOGS.keys() & set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(_FUNCTION)
        for table in there:
            for name, event, when in _triggers(table, connection.vendor):
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} {refuse}"
                )


def unseal(connection: BaseDatabaseWrapper) -> None:
    """Let the logs be changed; for migrations, after which they are sealed again."""
    with connection.cursor() as cursor:
        for table in LOGS:
            for name, _event, _when in _triggers(table, connection.vendor):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers(table: str, vendor: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, event and condition of each refusal."""
    yield f"{table}_is_not_changed", f"UPDATE OF {WRITTEN}, {LOGS[table]}", ""
    # A kind of thing that there is no more may be forgotten (remove_stale_contenttypes).
    kind = "WHEN (NEW.content_type_id IS NOT NULL)"
    yield f"{table}_keeps_its_kind", "UPDATE OF content_type_id", kind
    yield f"{table}_is_not_deleted", "DELETE", ""
    if vendor == "sqlite":  # whose INSERT OR REPLACE deletes without a word to triggers
        twice = f"WHEN (NEW.id IN (SELECT id FROM {table}))"  # noqa: S608
        yield f"{table}_is_not_replaced", "INSERT", twice
