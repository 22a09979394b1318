"""Which tables and columns a publication has, as its applied migrations made them.

From the migrations, not from today's models: a copy made before an upgrade is made by
the new program of the old program's tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import AutoField, Model

from broadsheet.backup.codec import kind_of

DERIVED_APPS = {"modelsearch", "wagtailsearch"}
"""Search indexes: made again from the rows by whoever restores, in its database's own way."""


@dataclass(frozen=True)
class Table:
    """A table: its columns with their kinds (see codec), and its key.

    ``counter`` is the column that the database numbers by itself, or an empty string.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    key: str
    counter: str = ""


def applied_migrations(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Return (app, name) of every migration that this database has had."""
    return sorted(MigrationLoader(connection).applied_migrations)


def tables_of(connection: BaseDatabaseWrapper) -> list[Table]:
    """Return the tables that hold the publication, in the order of their names."""
    loader = MigrationLoader(connection)
    applied = [key for key in loader.applied_migrations if key in loader.graph.nodes]
    state = loader.project_state(sorted(applied))
    existing = set(connection.introspection.table_names())
    models = state.apps.get_models(include_auto_created=True)
    tables = [
        _table(model)
        for model in models
        if model._meta.app_label not in DERIVED_APPS
        and not model._meta.proxy
        and model._meta.managed
        and model._meta.db_table in existing
    ]
    return sorted(tables, key=lambda table: table.name)


def _table(model: type[Model]) -> Table:
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if field.column and not getattr(field, "generated", False)
    ]
    key = model._meta.pk
    column = key.column if key else ""
    return Table(
        name=model._meta.db_table,
        columns=tuple((str(field.column), kind_of(field)) for field in fields),
        key=str(column),
        counter=str(column) if isinstance(key, AutoField) else "",
    )
