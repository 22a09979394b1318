"""What a story costs the search index doesn't grow with the archive."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.newsroom import actions
from tests.factories import a_draft, a_story, desk_of, max_reads, pru

pytestmark = pytest.mark.django_db


def test_publishing_never_reads_the_whole_index() -> None:
    a_story()
    draft = a_draft("A lighthouse")
    with CaptureQueriesContext(connection) as queries:
        actions.publish(story=draft)
    assert not [q["sql"] for q in queries if "AVG(" in q["sql"].upper()]
    assert "A lighthouse" in max_reads().get("/-/search?q=lighthouse").content.decode()


def test_an_index_that_is_built_anew_finds_the_same() -> None:
    a_story("A lighthouse")
    call_command("update_index", verbosity=0)
    assert "A lighthouse" in max_reads().get("/-/search?q=lighthouse").content.decode()


def test_a_search_in_the_editor_weighs_no_hits_and_shows_the_newest_first() -> None:
    for headline in ("Ferry, ferry, ferry", "A ferry among other things"):
        a_story(headline)
    with CaptureQueriesContext(connection) as queries:
        page = desk_of(pru()).get("/-/desk/pages/search/?q=ferry").content.decode()
    assert 0 < page.index("A ferry among other things") < page.index("Ferry, ferry, ferry")
    weighing = ("bm25(", "ts_rank(")
    assert not [q["sql"] for q in queries if any(each in q["sql"].lower() for each in weighing)]
