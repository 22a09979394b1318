"""T6, C2. Three schedulers and a kill: each story comes out once.

``BROADSHEET_DUE=100 BROADSHEET_SCHEDULERS=4`` has so many stories due, and so many at work.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import COMMAND, broadsheet, environment, until
from tests.publications import made, paper

__all__ = ["made", "paper"]

pytestmark = pytest.mark.sqlite

STORIES = int(os.environ.get("BROADSHEET_DUE", "15"))
SCHEDULERS = int(os.environ.get("BROADSHEET_SCHEDULERS", "3"))
ROOT = str(Path(__file__).parents[2])
OUT = (
    "SELECT page_id FROM wagtailcore_pagelogentry"
    " WHERE action = 'wagtail.publish' AND label LIKE 'Story%'"
)
PREPARE = f"""
from datetime import timedelta
import time_machine
from broadsheet.lib import clock
from broadsheet.newsroom import actions
from tests.factories import a_draft
hour = clock.now()
with time_machine.travel(hour - timedelta(hours=1)):
    for number in range({STORIES}):
        actions.publish(story=a_draft(f"Story {{number}}"), at=hour)
"""


@pytest.fixture
def due(paper: Path) -> Path:
    """A paper in which all stories are due, and nobody is there to publish them."""
    done = broadsheet("manage", "shell", "-c", PREPARE, cwd=paper, PYTHONPATH=ROOT)
    assert done.returncode == 0, done.stderr
    assert not published(paper)
    return paper


@pytest.fixture
def schedulers(due: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    started = [scheduler(due) for _ in range(SCHEDULERS)]
    yield started
    for process in started:
        process.terminate()
    assert {process.wait(30) for process in started} <= {0, -9, -15}


def scheduler(directory: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([COMMAND, "run", str(directory), "scheduler"], env=environment())


def published(directory: Path) -> list[int]:
    with closing(sqlite3.connect(directory / "data" / "broadsheet.sqlite3")) as database:
        return [row[0] for row in database.execute(OUT)]


def test_each_story_comes_out_once_from_several_schedulers_of_which_one_is_killed(
    due: Path, schedulers: list[subprocess.Popen[bytes]]
) -> None:
    assert until(lambda: published(due))
    schedulers[0].kill()
    assert until(lambda: len(published(due)) >= STORIES), json.dumps(published(due))
    schedulers.append(scheduler(due))
    found = published(due)
    assert len(found) == len(set(found)) == STORIES
