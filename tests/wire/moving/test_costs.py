"""What a story that moves in costs: counted in questions to the database, not in seconds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.wire.moving.report.writing import write
from tests.factories import max_reads
from tests.wire.moving.paper import Moving, a_post

pytestmark = pytest.mark.django_db

MOST_A_STORY = 200
"""For a public story with an author, a section, a topic and two old addresses."""

MOST_AN_ADDRESS = 16
"""For each address that our own server is asked for."""


def _asked(do: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        do()
    return [str(each["sql"]) for each in asked.captured_queries]


def test_a_story_more_costs_no_more_than_is_known(moving: Moving, tmp_path: Path) -> None:
    posts = [a_post(str(key), f"Ferry {key}", topics=("ferries",)) for key in range(8)]
    moving.run(posts[0])
    few = len(_asked(lambda: moving.run(*posts[1:3])))
    many = len(_asked(lambda: moving.run(*posts[3:])))
    assert (many - few) / 3 < MOST_A_STORY
    report = len(_asked(lambda: write(moving.moves[-1], tmp_path / "report", moving.read())))
    assert report / (3 * 5) < MOST_AN_ADDRESS, "five stories, each at three addresses"


def test_an_address_with_a_query_leads_on_before_the_front_page_is_drawn(moving: Moving) -> None:
    moving.run(a_post("812"))
    asked = _asked(lambda: max_reads().get("/?p=812"))
    assert not [sql for sql in asked if "newsroom_byline" in sql], "no card of the front is read"
    assert max_reads().get("/?p=812").status_code == 301
    assert max_reads().get("/?p=813").status_code == 200
