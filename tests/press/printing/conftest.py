"""A press of one test's own, in a folder of its own: store, pictures, theme."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from broadsheet.config import Config
from broadsheet.press.store.database import SCHEMA
from broadsheet.press.work import Press
from tests.factories import a_section, a_story
from tests.pictures import a_photo
from tests.press.printing import presses

NOBODY_LISTENS = 1


def store_address(folder: Path) -> str:
    """Return where this test's store is: a file, or a schema in the tests' PostgreSQL."""
    if connection.vendor == "sqlite":
        return str(folder / "press.sqlite3")
    known = connection.settings_dict
    address = f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    return address


@pytest.fixture
def publication(db: None, settings: Any, tmp_path: Path) -> Iterator[Config]:
    """The configuration of a publication whose folder is this test's."""
    config = Config(directory=tmp_path, press_store=store_address(tmp_path), port=NOBODY_LISTENS)
    config.data.mkdir()
    settings.BROADSHEET = config
    settings.MEDIA_ROOT = str(config.data / "media")
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"][:2] = [tmp_path / "templates", tmp_path / "theme" / "templates"]
    settings.TEMPLATES = templates
    presses.look_at_the_theme()
    yield config
    presses.look_at_the_theme()


@pytest.fixture
def press(publication: Config) -> Iterator[Press]:
    """A press that prints when it is told to, and sweeps only then."""
    press = presses.start(publication)
    yield press
    press.close()


@pytest.fixture
def paper(press: Press) -> Press:
    """A printed paper of a few stories."""
    for _ in range(3):
        a_story(section=a_section("World"), hero=a_photo())
    presses.print_all(press)
    return press
