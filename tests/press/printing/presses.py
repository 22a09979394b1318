"""A press in a test's hands: started, broken, started again; its store kept and brought back."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.config import Config
from broadsheet.lib import failpoints
from broadsheet.press.joining import join
from broadsheet.press.printer import busy
from broadsheet.press.store.schema import TABLES
from broadsheet.press.work import Press
from broadsheet.themes import files

FOLDERS = ("public", "media")
"""What lies in files: a transaction that is undone doesn't bring a deleted one back."""

MOST_ROUNDS = 60
"""Rounds after which a press that still has something to do never will have done it."""


def start(config: Config) -> Press:
    """Return a press that sweeps only when it is told to: a sweep would hide what was missed."""
    press = Press(config)
    press.next_sweep = math.inf
    return press


def print_all(press: Press) -> set[str]:
    """Print until nothing waits; return the names whose bytes have changed."""
    before = press.store.edition()
    for _ in range(MOST_ROUNDS):
        press.print_one()
        if not busy(press.store):
            editions = range(before + 1, press.store.edition() + 1)
            return {name for edition in editions for name in press.store.changed_in(edition)}
    raise AssertionError(f"The press comes to no end: {press.store.wanted(10)}")


@contextmanager
def broken(place: str, act: str = "raise") -> Iterator[None]:
    """Have something happen at a failpoint while this is open, the first time it is passed."""
    failpoints._passed.clear()
    os.environ[failpoints.VARIABLE] = f"{place}={act}"
    try:
        yield
    finally:
        del os.environ[failpoints.VARIABLE]


def look_at_the_theme() -> None:
    """Have the theme's files looked at now: the program does so every two seconds."""
    files._known.at = 0.0


def forget_folder(folder: Path) -> None:
    """Take away what somebody dropped into the publication's folder."""
    shutil.rmtree(folder, ignore_errors=True)


def body_of(press: Press, name: str) -> bytes:
    """Return what readers get at an address, decoded."""
    found = press.store.whole(name)
    assert found is not None, name
    return join(found[1], "identity")


def html_of(press: Press, name: str) -> str:
    """Return what readers get at an address, as text."""
    return body_of(press, name).decode()


@dataclass(frozen=True)
class Kept:
    """All that a press has made, at one time, and the pictures that it made it from."""

    rows: dict[str, list[Any]]
    files: Path


def keep(press: Press, folder: Path) -> Kept:
    """Keep what the press has made, its files in ``folder``."""
    rows = {table: press.store.database.rows(f"SELECT * FROM {table}") for table in TABLES}
    for name in FOLDERS:
        shutil.copytree(press.config.data / name, folder / name)
    return Kept(rows, folder)


def bring_back(press: Press, kept: Kept) -> None:
    """Put the press back to what was kept."""
    database = press.store.database
    with database.transaction(write=True):
        for table, rows in kept.rows.items():
            database.rows(f"DELETE FROM {table}")
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                database.many(f"INSERT INTO {table} VALUES ({marks})", [tuple(r) for r in rows])
    for name in FOLDERS:
        forget_folder(press.config.data / name)
        shutil.copytree(kept.files / name, press.config.data / name)
