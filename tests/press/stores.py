"""Where a test's store is: a file, or a schema that no other of the tests' processes has."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection

from broadsheet.press.store.database import SCHEMA

SERVER = os.environ.get("DATABASE_URL", "")
OWN = f"store_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def of_the_tests_database(folder: Path) -> str:
    """Return where a test that asks Django's database has its store: a file, or beside that."""
    if connection.vendor == "sqlite":
        return str(folder / "press.sqlite3")
    known = connection.settings_dict
    return _emptied(f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}")


def of_its_own(folder: Path) -> str:
    """Return where a test that asks no other database has its store."""
    if not SERVER.startswith("postgres"):
        return str(folder / "press.sqlite3")
    with psycopg.connect(SERVER, autocommit=True) as server:
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OWN]).fetchone()
        if there is None:
            server.execute(f"CREATE DATABASE {OWN}")  # type: ignore[call-overload]
    return _emptied(urlsplit(SERVER)._replace(path=f"/{OWN}").geturl())


def _emptied(address: str) -> str:
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    return address
