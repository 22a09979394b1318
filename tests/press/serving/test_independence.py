"""L4: whatever breaks around the press, readers get the last edition, byte for byte."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.command import Running, broadsheet, free_port, refused, until
from tests.press.serving.asking import ask
from tests.press.serving.readers import Readers, pages_of, parts_of, starting

pytestmark = pytest.mark.sqlite

SEARCH = "/-/search?q=ferries"


@pytest.fixture(scope="module")
def pages(server: Running) -> dict[str, bytes]:
    return pages_of(server.url)


def _database(paper: Path) -> Path:
    return paper / "data" / "broadsheet.sqlite3"


@contextmanager
def _locked(paper: Path) -> Iterator[None]:
    with closing(sqlite3.connect(_database(paper), isolation_level=None, timeout=20)) as thief:
        thief.execute("PRAGMA locking_mode=EXCLUSIVE")
        thief.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def _moved_away(paper: Path) -> Iterator[None]:
    data, away = paper / "data", paper / "away"
    away.mkdir(exist_ok=True)
    _move(data, away)
    yield
    for file in data.glob("broadsheet.sqlite3*"):
        file.unlink(missing_ok=True)
    _move(away, data)


def _move(source: Path, target: Path) -> None:
    """Move the database and its log, which SQLite may take away meanwhile."""
    for file in source.glob("broadsheet.sqlite3*"):
        with suppress(FileNotFoundError):
            file.rename(target / file.name)


@contextmanager
def _damaged(paper: Path) -> Iterator[None]:
    with _moved_away(paper):
        _database(paper).write_bytes(b"this is no database" * 1_000)
        yield


def _same(url: str, pages: dict[str, bytes]) -> bool:
    return all(ask(url, path).body == body for path, body in pages.items())


def test_readers_notice_nothing_of_a_database_that_is_gone(
    paper: Path, pages: dict[str, bytes]
) -> None:
    """Moved away, damaged, and then mended, with the editor there again; nor of dead processes."""
    with Running(paper) as running:
        assert until(lambda: ask(running.url, SEARCH).status == 200)
        with Readers(running.url, pages) as readers:
            for broken in (_moved_away, _damaged):
                before = readers.answers
                with broken(paper):
                    assert ask(running.url, SEARCH).status == 500
                    assert ask(running.url, "/-/desk/login/").status in {200, 500}
                    assert ask(running.url, "/nothing/here/").status == 404
                    assert until(lambda before=before: readers.answers > before + len(pages))
                assert until(lambda: ask(running.url, SEARCH).status == 200), broken
            for part in ("press", "worker"):
                os.kill(parts_of(running)[part], signal.SIGKILL)
            assert ask(running.url, SEARCH).status == 200
        assert readers.wrong == []


def test_a_locked_database_locks_nobody_out_of_the_paper(
    paper: Path, pages: dict[str, bytes]
) -> None:
    with Running(paper, "web") as running, _locked(paper):
        assert _same(running.url, pages)


def test_readers_are_served_when_django_cannot_be_loaded(
    paper: Path, pages: dict[str, bytes]
) -> None:
    """And who wants the editor is told so in words."""
    (paper / "settings.py").write_text(
        "from broadsheet.settings import *\nROOT_URLCONF = 'nothing.like.this'\n"
    )
    with starting(paper, "web") as running:
        assert until(lambda: _same(running.url, pages))
        assert until(lambda: ask(running.url, "/-/desk/").status == 503)
        answer = ask(running.url, "/-/desk/")
        assert b"The editor isn't there" in answer.body
        assert answer.headers["retry-after"] == "60"
        assert answer.headers["cache-control"] == "no-store"
        assert _same(running.url, pages)


def _break_settings(paper: Path) -> None:
    (paper / "settings.py").write_text("raise RuntimeError('a slip of the pen')\n")


def _break_database(paper: Path) -> None:
    _database(paper).write_bytes(b"this is no database" * 1_000)


@pytest.mark.parametrize(
    ("how", "message"),
    [(_break_settings, "a slip of the pen"), (_break_database, "The database is damaged")],
)
def test_a_paper_that_cannot_be_made_ready_is_read_all_the_same(
    paper: Path, pages: dict[str, bytes], how: Callable[[Path], None], message: str
) -> None:
    how(paper)
    with starting(paper) as running:
        assert until(lambda: _same(running.url, pages)), running.log.read_text()
        assert ask(running.url, "/-/desk/").status == 503
        assert until(lambda: message in running.log.read_text())
        assert "Traceback" not in running.log.read_text()


def test_a_paper_of_which_nothing_is_printed_says_at_once_what_is_wrong(
    made: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "paper"
    shutil.copytree(made, paper)
    _break_settings(paper)
    assert "a slip of the pen" in refused(broadsheet("run", paper, "--port", free_port()))


def test_printed_pages_alone_are_the_same_paper(
    server: Running, office: Running, pages: dict[str, bytes]
) -> None:
    """From a folder with press.sqlite3, public/ and broadsheet.toml, and nothing else."""
    assert _same(office.url, pages)
    assert _same(server.url, pages)
    for path in pages:
        for encoding in ("gzip", "zstd"):
            one = ask(server.url, path, accept_encoding=encoding)
            other = ask(office.url, path, accept_encoding=encoding)
            assert (one.body, one.headers["etag"]) == (other.body, other.headers["etag"])
    answer = ask(server.url, "/-/desk/")
    assert (answer.status, answer.body) == (404, b"The editor is not here.\n")


def test_serving_alone_writes_nothing(copied: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    shutil.copytree(copied, paper)
    before = sorted(path.relative_to(paper) for path in paper.rglob("*"))
    with Running(paper, "serve") as running:
        assert ask(running.url, "/").status == 200
    after = {path.relative_to(paper) for path in paper.rglob("*")} - set(before)
    assert {path.name for path in after} <= {"press.sqlite3-wal", "press.sqlite3-shm"}


def test_where_nothing_is_printed_there_is_nothing_to_serve(made: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    shutil.copytree(made, paper)
    message = refused(broadsheet("run", paper, "serve", "--port", free_port()))
    assert "Nothing is printed" in message
    assert not (paper / "data" / "press.sqlite3").exists()
