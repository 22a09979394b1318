"""While a new version brings a paper up to date, its readers read on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.command import Running, until
from tests.press.serving.asking import ask
from tests.press.serving.readers import Readers, pages_of, parts_of, starting

pytestmark = pytest.mark.sqlite


@pytest.fixture
def old_paper(paper: Path) -> Path:
    """Return a printed publication that lacks one of today's tables."""
    with closing(sqlite3.connect(paper / "data" / "broadsheet.sqlite3")) as database:
        database.execute("DROP TABLE wagtailembeds_embed")
        database.execute("DELETE FROM django_migrations WHERE app = 'wagtailembeds'")
        database.commit()
    (paper / "data" / "VERSION").write_text("broadsheet 0.0.9\n")
    return paper


@contextmanager
def _slow(paper: Path) -> Iterator[None]:
    """Let no migration write while this is open."""
    with closing(
        sqlite3.connect(paper / "data" / "broadsheet.sqlite3", isolation_level=None)
    ) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def _migrated(paper: Path) -> bool:
    return "0.0.9" not in (paper / "data" / "VERSION").read_text()


@pytest.mark.parametrize("part", [(), ("web",)])
def test_readers_are_served_during_an_upgrade_and_when_it_ends(
    old_paper: Path, server: Running, part: tuple[str, ...]
) -> None:
    pages = pages_of(server.url)
    with starting(old_paper, *part) as running:
        with _slow(old_paper):
            copies = old_paper / "data" / "backups"
            assert until(lambda: list(copies.glob("*.sqlite3"))), running.log.read_text()
            assert until(lambda: ask(running.url, "/").status == 200), running.log.read_text()
            assert ask(running.url, "/-/desk/").status == 503
            assert not _migrated(old_paper)
        with Readers(running.url, pages) as readers:
            assert until(lambda: _migrated(old_paper)), running.log.read_text()
            assert until(lambda: ask(running.url, "/-/health").status == 200)
            assert until(lambda: "serve" not in parts_of(running))
            assert ask(running.url, "/-/desk/login/").status == 200
    assert readers.wrong == []
    assert readers.answers > 20
