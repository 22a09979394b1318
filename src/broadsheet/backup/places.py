"""Where a backup is restored to: beside what is there, then swapped with it at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from broadsheet.config import Config


class Place(Protocol):
    """An empty database that nobody sees until ``swap()``."""

    def occupied(self) -> bool:
        """Say whether a publication's database is there already."""

    def open(self) -> None:
        """Point the connection at the empty database."""

    def swap(self, old_name: str) -> None:
        """Put the new database in the old one's place; keep the old one as ``old_name``."""

    def discard(self) -> None:
        """Throw away the new database; the old one is as it was."""


class SQLitePlace:
    """A file in the folder that is to become ``data``."""

    def __init__(self, connection: BaseDatabaseWrapper, config: Config, stage: Path) -> None:
        self.connection = connection
        self.old = Path(str(connection.settings_dict["NAME"]))
        self.new = stage / self.old.name
        self.inside = self.old.parent == config.data

    def occupied(self) -> bool:
        """Say whether the file is there."""
        return self.old.exists()

    def open(self) -> None:
        """Connect to the new file."""
        self.connection.close()
        self.connection.settings_dict["NAME"] = str(self.new)

    def swap(self, old_name: str) -> None:
        """Close the file; it moves with its folder, and alone when it has another place."""
        self.discard()
        if not self.inside:
            if self.old.exists():
                self.old.rename(self.old.with_name(f"{self.old.name}.{old_name}"))
            self.new.rename(self.old)

    def discard(self) -> None:
        """Connect to the old place again."""
        self.connection.close()
        self.connection.settings_dict["NAME"] = str(self.old)


class PostgresPlace:
    """A schema of its own, renamed in one transaction."""

    def __init__(self, connection: BaseDatabaseWrapper, stage: Path) -> None:
        self.connection = connection
        self.new = stage.name.replace(".", "_").replace("-", "_")
        self.options: dict[str, Any] = connection.settings_dict["OPTIONS"]
        self.had = self.options.get("options")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            self.old = cursor.fetchone()[0] or "public"

    def occupied(self) -> bool:
        """Say whether the schema has tables."""
        with self.connection.cursor() as cursor:
            return bool(self.connection.introspection.table_names(cursor))

    def open(self) -> None:
        """Make the schema and connect to it alone."""
        self._execute(f"CREATE SCHEMA {self._quote(self.new)}")
        self.connection.close()
        self.options["options"] = f"-c search_path={self.new}"

    def swap(self, old_name: str) -> None:
        """Rename both schemas."""
        self._back()
        with transaction.atomic(using=self.connection.alias):
            renamed = old_name.replace("-", "_")
            self._execute(f"ALTER SCHEMA {self._quote(self.old)} RENAME TO {self._quote(renamed)}")
            self._execute(f"ALTER SCHEMA {self._quote(self.new)} RENAME TO {self._quote(self.old)}")

    def discard(self) -> None:
        """Drop the new schema."""
        self._back()
        self._execute(f"DROP SCHEMA IF EXISTS {self._quote(self.new)} CASCADE")

    def _back(self) -> None:
        self.connection.close()
        self.options.pop("options", None)
        if self.had:
            self.options["options"] = self.had

    def _execute(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)

    def _quote(self, name: str) -> str:
        return self.connection.ops.quote_name(name)


def place_for(connection: BaseDatabaseWrapper, config: Config, stage: Path) -> Place:
    """Return the place for the publication's kind of database."""
    if connection.vendor == "sqlite":
        return SQLitePlace(connection, config, stage)
    return PostgresPlace(connection, stage)
