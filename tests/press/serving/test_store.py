"""What a server reads the store with: nothing is written, and no loss of it ends a server."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.config import Config
from broadsheet.press.cache import FRESH_SECONDS, LONGEST_PAUSE_SECONDS, OutOfReach, View
from broadsheet.press.store import schema
from broadsheet.press.store.opening import open_reader
from broadsheet.press.store.writing import KEPT_EDITIONS, Writer
from tests.press.serving.editions import body, put, reader, writer
from tests.press.stores import SERVER

on_a_file = pytest.mark.skipif(SERVER.startswith("postgres"), reason="about SQLite's file")


class Clock:
    """A clock that tests move."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def _view(address: str, clock: Clock | None = None) -> View:
    return View(reader(address), memory=10**6, clock=clock or Clock())


def _says(view: View, name: str) -> bytes:
    view.clock.now += FRESH_SECONDS  # type: ignore[attr-defined]
    view.refresh()
    return body(view.page(name))


def test_an_edition_is_asked_for_often_enough_to_be_out_in_a_tenth_of_a_second() -> None:
    assert FRESH_SECONDS <= 0.05


def test_a_server_that_missed_more_editions_than_are_known_starts_anew(
    store: Writer, address: str
) -> None:
    put(store, {"/": [b"first"], "/gone/": [b"here"]})
    view = _view(address)
    assert _says(view, "/gone/") == b"here"
    put(store, {}, gone=["/gone/"])
    for number in range(KEPT_EDITIONS + 1):
        put(store, {"/": [f"{number}".encode()]})
    assert _says(view, "/") == f"{KEPT_EDITIONS}".encode()
    assert view.page("/gone/") is None


def test_whether_all_is_printed_is_known_without_a_new_edition(store: Writer, address: str) -> None:
    put(store, {"/": [b"first"]}, complete=False)
    view = _view(address)
    _says(view, "/")
    assert not view.complete
    put(store, {}, complete=True)
    _says(view, "/")
    assert view.complete


def test_a_store_of_another_version_is_neither_read_nor_emptied(
    store: Writer, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, {"/": [b"first"]})
    store.say("version", "0")
    view = _view(address)
    view.refresh()
    assert view.page("/") is None
    assert not view.complete
    assert store.known_names() == {"/"}
    schema.make_tables(store.database)  # what the press does when it starts
    assert store.known_names() == set()


@on_a_file
def test_a_store_that_takes_anothers_place_is_read_at_once(address: str, tmp_path: Path) -> None:
    """Also when it says that it is of the same edition."""
    store, other = writer(address), writer(tmp_path / "other.sqlite3")
    put(store, {"/": [b"first"], "/gone/": [b"here"]})
    put(other, {"/": [b"other"]})
    view = _view(address)
    assert _says(view, "/gone/") == b"here"
    other.database.close()
    store.database.close()
    for name in ("press.sqlite3-wal", "press.sqlite3-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / "other.sqlite3").replace(address)
    assert _says(view, "/") == b"other"
    assert view.page("/gone/") is None


@on_a_file
def test_a_store_that_was_deleted_is_read_on(store: Writer, address: str) -> None:
    put(store, {"/": [b"first"], "/cold/": [b"never asked for"]})
    view = _view(address)
    assert _says(view, "/") == b"first"
    Path(address).unlink()
    assert _says(view, "/cold/") == b"never asked for"


@on_a_file
@pytest.mark.parametrize("how", ["locked", "overwritten"])
def test_with_the_store_out_of_reach_readers_get_what_is_in_memory(
    store: Writer, address: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.press.store.database.READ_SECONDS", 0.01)
    put(store, {"/": [b"first"], "/cold/": [b"never asked for"]})
    store.database.rows("PRAGMA journal_mode=DELETE")  # in which writers can shut out readers
    store.database.close()
    clock = Clock()
    view = _view(address, clock)
    assert _says(view, "/") == b"first"
    if how == "locked":
        thief = sqlite3.connect(address, isolation_level=None)
        thief.execute("BEGIN EXCLUSIVE")
    else:
        whole = Path(address).read_bytes()
        Path(address).unlink()
        Path(address).write_bytes(b"no store at all" * 1_000)
    assert _says(view, "/") == b"first"
    with pytest.raises(OutOfReach):
        view.page("/cold/")
    if how == "locked":
        thief.close()
    else:
        Path(address).unlink()
        Path(address).write_bytes(whole)
    clock.now += LONGEST_PAUSE_SECONDS
    assert _says(view, "/cold/") == b"never asked for"


@on_a_file
def test_a_store_that_cannot_be_read_is_asked_ever_less_often(tmp_path: Path) -> None:
    (tmp_path / "press.sqlite3").write_bytes(b"no store at all" * 1_000)
    clock = Clock()
    view = _view(str(tmp_path / "press.sqlite3"), clock)
    asked = 0
    for _round in range(1_000):
        clock.now += FRESH_SECONDS
        before = view.failures
        view.refresh()
        asked += view.failures - before
    assert 10 < asked < 25


@on_a_file
def test_reading_writes_nothing_and_waits_for_no_writer(store: Writer, address: str) -> None:
    put(store, {"/": [b"first"]})
    with store.database.transaction(write=True):
        assert _says(_view(address), "/") == b"first"
    connection = reader(address).database
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.rows("DELETE FROM target")
    connection.close()


@on_a_file
def test_a_store_in_a_folder_that_nobody_may_write_is_served(tmp_path: Path) -> None:
    """L4. A copy on a disk that is mounted to be read only."""
    folder = tmp_path / "kept"
    folder.mkdir()
    store = writer(folder / "press.sqlite3")
    put(store, {"/": [b"first"]})
    store.database.close()
    assert _read_where_writing_is_forbidden(folder) == "first"


def _read_where_writing_is_forbidden(folder: Path) -> str:
    code = (
        "import sys; from tests.press.serving.editions import body, reader\n"
        "from broadsheet.press.cache import View\n"
        "view = View(reader(sys.argv[1]), memory=1000); view.refresh()\n"
        "print(body(view.page('/')).decode(), end='')"
    )
    command = [sys.executable, "-c", code, str(folder / "press.sqlite3")]
    if os.geteuid() != 0:
        folder.chmod(0o500)
    elif shutil.which("unshare"):
        mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", mount, str(folder), *command]
    else:
        pytest.skip("root may write everywhere, and unshare is not installed")
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3]
    )
    if "mount:" in result.stderr or "unshare:" in result.stderr:
        pytest.skip("this machine lets nobody mount")
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture
def config(tmp_path: Path, address: str) -> Config:
    return Config(directory=tmp_path, press_store=address)


def test_where_there_is_no_store_an_empty_one_is_made(config: Config) -> None:
    found = open_reader(config)
    assert found.edition() == 0
    assert not found.complete()


def test_opening_a_store_to_read_leaves_it_as_it_is(config: Config, store: Writer) -> None:
    number = put(store, {"/": [b"first"]})
    assert open_reader(config).edition() == number
