"""Bringing a publication's database and static files to this version of the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import cast

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor

from broadsheet.backup.copies import copy_sqlite, put_back
from broadsheet.backup.make import make_backup
from broadsheet.cli.acts import act
from broadsheet.cli.errors import Problem, explain
from broadsheet.cli.stamp import version_of
from broadsheet.config import Config
from broadsheet.lib import clock

Report = Callable[[str], None]


def upgrade(config: Config, *, had: str | None, report: Report) -> None:
    """Copy, migrate, renew the roles' rights, collect the static files.

    ``had`` is the stamp before, or None when there was none. A migration that fails leaves
    SQLite's database as it was; on PostgreSQL each migration is whole or not done, and the
    copy's place is named. Raises Problem for a database that a newer program has used.
    """
    executor = MigrationExecutor(connection)
    applied = set(executor.loader.applied_migrations)
    _refuse_newer(applied - set(executor.loader.disk_migrations))
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    copy = _copy(config, had or "unknown", report) if applied and pending else None
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except Exception as error:
        raise Problem(_failed(error, copy)) from error
    if home := act("masthead.queries.home_if_any"):
        act("staff.grants.grant_roles", home=home)
        act("newsroom.actions.define_workflows")
    call_command("collectstatic", interactive=False, verbosity=0)
    connection.close()


def _refuse_newer(unknown: set[tuple[str, str]]) -> None:
    ours = sorted(f"{app} {name}" for app, name in unknown if app.startswith("broadsheet_"))
    if ours:
        raise Problem(
            f"A newer Broadsheet has used this database (it has had {ours[-1]}). "
            "Install that version, or restore a backup made by this one."
        )


def _copy(config: Config, had: str, report: Report) -> Path:
    moment = clock.now().strftime("%Y%m%dT%H%M%SZ")
    folder = config.data / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"before-upgrade-from-{version_of(had)}-{moment}"
    if connection.vendor == "sqlite":
        copy = copy.with_name(f"{copy.name}.sqlite3")
        copy_sqlite(cast("sqlite3.Connection", connection.connection), copy)
    else:
        copy = copy.with_name(f"{copy.name}.zip")
        make_backup(config, connections[DEFAULT_DB_ALIAS], copy, files=False)
    report(f"A copy of the database as it was: {copy}")
    return copy


def _failed(error: Exception, copy: Path | None) -> str:
    reason = explain(error) or f"{type(error).__name__}: {error}"
    if copy is None:
        return f"The database can't be brought up to date. {reason}"
    if connection.vendor == "sqlite":
        put_back(connections[DEFAULT_DB_ALIAS], copy)
        return f"The database can't be brought up to date; it is as it was. {reason}"
    return f"The database can't be brought up to date. {reason} The copy before it is {copy}."
