"""A press of one test's own, in a folder of its own: store, pictures, theme."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.config import Config
from broadsheet.press.work import Press
from tests.factories import a_section, a_story
from tests.pictures import a_photo
from tests.press.printing import presses
from tests.press.stores import of_the_tests_database

NOBODY_LISTENS = 1


@pytest.fixture
def publication(db: None, settings: Any, tmp_path: Path) -> Iterator[Config]:
    """The configuration of a publication whose folder is this test's."""
    config = Config(
        directory=tmp_path, press_store=of_the_tests_database(tmp_path), port=NOBODY_LISTENS
    )
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
