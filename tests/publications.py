"""Publications made by the real command, to be copied by tests."""

from __future__ import annotations

import fcntl
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from tests.command import broadsheet

WORDS = ("--name", "The Harbour Post", "--place", "Lisbon", "--timezone", "Europe/Lisbon")
COURIER = ("--name", "The Courier", "--place", "New York", "--timezone", "America/New_York")


def kept(factory: pytest.TempPathFactory, *words: str) -> Path:
    """Return a publication made with these words, once in a run, to look at and to copy.

    To make one takes some seconds: every migration there ever was. The tests' processes share it,
    so no command is run in it: even those that only look leave files (a backup's test of its
    folder, the press's store).
    """
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    directory = shared / f"made-{sha256(' '.join(words).encode()).hexdigest()[:8]}"
    with directory.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not directory.exists():
            beginning = directory.with_suffix(".beginning")
            shutil.rmtree(beginning, ignore_errors=True)
            result = broadsheet("new", beginning, "--yes", *words)
            assert result.returncode == 0, result.stderr
            beginning.rename(directory)
    return directory


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication in which no command is run."""
    return kept(tmp_path_factory, *WORDS)


@pytest.fixture(scope="session")
def courier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the New York paper that the factories are about, before anybody works there."""
    return kept(tmp_path_factory, *COURIER)


@pytest.fixture
def paper(made: Path, tmp_path: Path) -> Path:
    """Return a publication of this test's own."""
    directory = tmp_path / "paper"
    shutil.copytree(made, directory)
    return directory
