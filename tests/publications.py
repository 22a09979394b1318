"""A publication made by the real command, to be copied by tests."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.command import broadsheet

WORDS = ("--name", "The Courier", "--place", "New York", "--timezone", "America/New_York")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the New York paper that the factories are about, to look at and to copy.

    Made once in a run: to make one takes some seconds, every migration there ever was. The tests'
    processes share it, so no command is run in it: even those that only look leave files (a
    backup's test of its folder, the press's store).
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    directory = shared / "made"
    with directory.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not directory.exists():
            beginning = directory.with_suffix(".beginning")
            shutil.rmtree(beginning, ignore_errors=True)
            result = broadsheet("new", beginning, "--yes", *WORDS)
            assert result.returncode == 0, result.stderr
            beginning.rename(directory)
    return directory


@pytest.fixture
def paper(made: Path, tmp_path: Path) -> Path:
    """Return a publication of this test's own."""
    directory = tmp_path / "paper"
    shutil.copytree(made, directory)
    return directory
