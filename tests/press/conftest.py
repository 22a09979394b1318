"""A press whose store, files and theme are one test's alone."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from broadsheet.config import Config
from broadsheet.press.work import Press


@pytest.fixture
def press(settings, tmp_path) -> Iterator[Press]:
    """A press for the test's database: SQLite's store in a file, PostgreSQL's in a schema."""
    address = os.environ.get("DATABASE_URL") or str(tmp_path / "press.sqlite3")
    settings.BROADSHEET = Config(directory=tmp_path, press_store=address)
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.BROADSHEET.data.mkdir()
    press = Press()
    press.store.forget()
    yield press
    press.close()
