"""Papers move between SQLite and PostgreSQL, and back, by their backups."""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.backup.rows import rows_of
from tests.command import broadsheet, refused

SERVER = os.environ.get("DATABASE_URL", "")
pytestmark = pytest.mark.skipif(not SERVER.startswith("postgres"), reason="needs PostgreSQL")


@pytest.fixture
def database_url() -> Iterator[str]:
    """Return the address of an empty database of this test's own."""
    name = f"paper_{secrets.token_hex(4)}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{SERVER.rpartition('/')[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_paper_moves_to_postgresql_and_back_without_losing_a_row_and_is_not_overwritten(
    paper: Path, tmp_path: Path, database_url: str
) -> None:
    first, second, moved = tmp_path / "1.zip", tmp_path / "2.zip", tmp_path / "pg"
    for step in (
        broadsheet("backup", first, "--dir", paper),
        broadsheet("restore", first, "--dir", moved, DATABASE_URL=database_url),
        broadsheet("backup", second, "--dir", moved, DATABASE_URL=database_url),
        broadsheet("restore", second, "--dir", tmp_path / "lite"),
    ):
        assert step.returncode == 0, step.stderr
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second) as new:
        assert sorted(old.namelist()) == sorted(new.namelist())
        for name in old.namelist():
            assert name == "manifest.json" or old.read(name) == new.read(name), name
    database = "data/broadsheet.sqlite3"
    assert rows_of(tmp_path / "lite" / database) == rows_of(paper / database)
    again = ("restore", first, "--dir", moved)
    assert "--force" in refused(broadsheet(*again, DATABASE_URL=database_url))
    assert broadsheet(*again, "--force", DATABASE_URL=database_url).returncode == 0
    assert _is_aside(database_url)


def _is_aside(database_url: str) -> bool:
    """Say whether a paper that was restored over is kept in a schema of its own."""
    with psycopg.connect(database_url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname LIKE 'before_restore_%' "
            "AND tablename = 'broadsheet_staff_user'"
        )
        return found.fetchone() == (1,)


def test_an_upgrade_on_postgresql_makes_a_backup_first(tmp_path: Path, database_url: str) -> None:
    paper = tmp_path / "paper"
    made = broadsheet("new", paper, "--yes", DATABASE_URL=database_url)
    assert made.returncode == 0, made.stderr
    back = broadsheet(
        "manage", "migrate", "wagtailembeds", "zero", cwd=paper, DATABASE_URL=database_url
    )
    assert back.returncode == 0, back.stderr
    (paper / "data" / "VERSION").write_text("broadsheet 0.0.9\n")
    result = broadsheet(
        "user", "add", "pru@example.org", "--password-file", "-",
        cwd=paper, text="a quiet harbour\n", DATABASE_URL=database_url,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    [copy] = (paper / "data" / "backups").glob("before-upgrade-from-0.0.9-*.zip")
    with zipfile.ZipFile(copy) as file:
        assert "tables/wagtailcore_page.jsonl" in file.namelist()
        assert "tables/wagtailembeds_embed.jsonl" not in file.namelist()
