"""A press whose store, files and theme are one test's alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from broadsheet.config import Config
from broadsheet.press.work import Press
from tests.press.stores import of_the_tests_database


@pytest.fixture
def press(db, settings, tmp_path) -> Iterator[Press]:
    """A press for the test's database: SQLite's store in a file, PostgreSQL's in a schema."""
    address = of_the_tests_database(tmp_path)
    settings.BROADSHEET = Config(directory=tmp_path, press_store=address)
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.BROADSHEET.data.mkdir()
    press = Press()
    press.store.forget()
    yield press
    press.close()
