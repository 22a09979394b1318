"""Stores of one test's own, and one small paper, printed, that real servers serve."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.press.store.writing import Writer
from tests.command import Running, broadsheet
from tests.press.serving.editions import writer
from tests.press.stores import of_its_own
from tests.publications import made

__all__ = ["made"]

ROOT = Path(__file__).parents[3]


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Return where this test's store is: a file, or a schema in a database of its process."""
    return of_its_own(tmp_path)


@pytest.fixture
def store(address: str) -> Iterator[Writer]:
    """Return an empty store."""
    opened = writer(address)
    yield opened
    opened.database.close()


@pytest.fixture(scope="package")
def printed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication, all of it printed, that nobody changes or runs.

    It has a name of its own: what is printed doesn't change with the port that it runs on.
    """
    directory = tmp_path_factory.mktemp("printed") / "paper"
    shutil.copytree(made, directory)
    setup = directory / "broadsheet.toml"
    setup.write_text(setup.read_text().replace("http://127.0.0.1:8000", "http://paper.example"))
    code = "from tests.press.serving.paper import publish; publish()"
    filled = broadsheet("manage", "shell", "-c", code, cwd=directory, PYTHONPATH=str(ROOT))
    assert filled.returncode == 0, filled.stderr
    return directory


@pytest.fixture
def paper(printed: Path, tmp_path: Path) -> Path:
    """Return a printed publication of this test's own."""
    directory = tmp_path / "paper"
    shutil.copytree(printed, directory)
    return directory


@pytest.fixture(scope="package")
def copied(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with nothing of the publication but what it printed, and its name."""
    directory = tmp_path_factory.mktemp("copied") / "paper"
    shutil.copytree(printed / "data" / "public", directory / "data" / "public")
    shutil.copy(printed / "data" / "press.sqlite3", directory / "data")
    shutil.copy(printed / "broadsheet.toml", directory)
    return directory


@pytest.fixture(scope="package")
def server(copied: Path) -> Iterator[Running]:
    """Return a server of printed pages: “broadsheet run DIR serve”."""
    with Running(copied, "serve") as running:
        yield running


@pytest.fixture(scope="package")
def office(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return the whole publication, running: printed pages, and the editor."""
    directory = tmp_path_factory.mktemp("office") / "paper"
    shutil.copytree(printed, directory)
    with Running(directory) as running:
        yield running
