"""Publications made by the real command, to be copied by tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import broadsheet

WORDS = ("--name", "The Harbour Post", "--place", "Lisbon", "--timezone", "Europe/Lisbon")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication that nobody changes, made once."""
    directory = tmp_path_factory.mktemp("made") / "paper"
    result = broadsheet("new", directory, "--yes", *WORDS)
    assert result.returncode == 0, result.stderr
    return directory


@pytest.fixture
def paper(made: Path, tmp_path: Path) -> Path:
    """Return a publication of this test's own."""
    directory = tmp_path / "paper"
    shutil.copytree(made, directory)
    return directory
