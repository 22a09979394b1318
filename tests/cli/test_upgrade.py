"""A new version of the program brings the publication along."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.backup.rows import rows_of
from tests.command import broadsheet, refused

pytestmark = pytest.mark.sqlite

OLD = "broadsheet 0.0.9\n"


def _database(paper: Path) -> sqlite3.Connection:
    return sqlite3.connect(paper / "data" / "broadsheet.sqlite3")


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master")}


def _state(paper: Path) -> object:
    """Return the database's tables, their definitions and their rows."""
    with closing(_database(paper)) as database:
        tables = database.execute("SELECT name, sql FROM sqlite_master").fetchall()
    return sorted(map(repr, tables)), rows_of(paper / "data" / "broadsheet.sqlite3")


def _copies(paper: Path) -> list[Path]:
    return list((paper / "data" / "backups").glob("before-upgrade-from-0.0.9-*.sqlite3"))


@pytest.fixture
def old_paper(paper: Path) -> Path:
    """Return a publication as an older program left it: without one of today's tables."""
    result = broadsheet("manage", "migrate", "wagtailembeds", "zero", cwd=paper)
    assert result.returncode == 0, result.stderr
    (paper / "data" / "VERSION").write_text(OLD)
    return paper


def _start(paper: Path) -> object:
    """Do the least that prepares a publication."""
    add = ("user", "add", "pru@example.org", "--password-file", "-")
    return broadsheet(*add, cwd=paper, text="a quiet harbour\n")


def test_an_upgrade_copies_the_database_first_and_then_migrates_it(old_paper: Path) -> None:
    result = _start(old_paper)
    assert result.returncode == 0, result.stderr
    [copy] = _copies(old_paper)
    assert "wagtailembeds_embed" not in _tables(copy)
    assert "wagtailembeds_embed" in _tables(old_paper / "data" / "broadsheet.sqlite3")
    assert str(copy) in result.stdout
    assert (old_paper / "data" / "VERSION").read_text() != OLD


def test_nothing_is_copied_when_nothing_changes(paper: Path) -> None:
    assert _start(paper).returncode == 0
    assert not _copies(paper)


def test_a_failed_upgrade_leaves_the_database_as_it_was(old_paper: Path) -> None:
    with closing(_database(old_paper)) as database:
        database.execute("CREATE TABLE wagtailembeds_embed (in_the_way TEXT)")
        database.commit()
    before = _state(old_paper)
    assert "it is as it was" in refused(_start(old_paper))
    assert _state(old_paper) == before
    assert (old_paper / "data" / "VERSION").read_text() == OLD


def test_a_database_of_a_newer_program_is_left_alone(paper: Path) -> None:
    with closing(_database(paper)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('broadsheet_newsroom', '9999_future', '2030-01-01')"
        )
        database.commit()
    (paper / "data" / "VERSION").write_text("broadsheet 9.0\n")
    assert "newer Broadsheet" in refused(_start(paper))


def test_a_publication_whose_database_is_gone_gets_a_new_one(paper: Path) -> None:
    (paper / "data" / "broadsheet.sqlite3").unlink()
    assert _start(paper).returncode == 0
    assert "broadsheet_staff_user" in _tables(paper / "data" / "broadsheet.sqlite3")
