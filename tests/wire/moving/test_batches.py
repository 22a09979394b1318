"""Stories that move in together arrive as each would alone; one that can't come stays alone."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.newsroom.models import FormerAddress, Story
from broadsheet.wire.moving import batch
from broadsheet.wire.moving.records import Comment, Post, State
from tests.newsroom.test_together import OF_THE_ORDER, everything_after
from tests.wire.moving.paper import Moving, a_post, every_row, status

pytestmark = pytest.mark.django_db

A_BATCHED_STORY = 20
"""Questions to the database for a story more in a batch, its old addresses asked for apart."""


def some_posts() -> list[Post]:
    """What an export has: comments, a draft among them, twice the same name."""
    said = Comment("c1", "Max", "max@example.org", "Well.", None, approved=True)
    return [
        a_post("1", topics=("ferries",), comments=(said,)),
        a_post("2", "Boats & bolts", body="<p>See <b>it</b>.</p>", authors=("leo", "mara")),
        a_post("3", "Not yet", state=State.DRAFT),
        a_post("4", "Same name", slug="story-1", authors=(), sections=("city", "harbour")),
        a_post("5", "Same name", slug="story-1", remark="It has a form."),
    ]


@pytest.mark.sqlite
@time_machine.travel("2026-02-01T08:00:00Z", tick=False)
def test_together_and_one_by_one_leave_the_same_rows(
    moving: Moving, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in ("wire_arrival", "newsroom_formeraddress"):
        monkeypatch.setitem(OF_THE_ORDER, f"broadsheet_{table}", {"id"})
    monkeypatch.setitem(OF_THE_ORDER, "wagtailredirects_redirect", {"id"})
    together = everything_after(lambda: moving.run(*some_posts()))
    assert len(together["broadsheet_newsroom_story"]) == 5
    monkeypatch.setattr(batch, "_is_plain", lambda _post: False)
    alone = everything_after(lambda: moving.run(*some_posts()))
    assert together.keys() == alone.keys()
    differing = [name for name, rows in alone.items() if together[name] != rows]
    assert differing == []


def test_one_that_cannot_be_kept_is_set_aside_alone(moving: Moving) -> None:
    wrong = a_post("2", body="x" * 2_000_001)
    moving.run(a_post("1"), wrong, a_post("3"), Post("4", "No text", "", State.PUBLIC))
    assert [moving.of("story", key).outcome for key in "1234"] == [
        "imported",
        "set aside",
        "imported",
        "imported",
    ]
    assert Story.objects.filter(live=True).count() == 2
    assert status("/2019/05/story-3/") == (301, moving.story("3").address)


def test_a_run_cut_off_within_a_batch_leaves_nothing_of_it_and_the_next_brings_each_once(
    moving: Moving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(batch, "lead_stories", cut_off)
        with pytest.raises(KeyboardInterrupt):
            moving.run(*some_posts())
    assert not Story.objects.exists()
    assert not FormerAddress.objects.exists()
    moving.run(*some_posts())
    once = every_row()
    assert len(once["stories"]) == 5
    moving.run(*some_posts())
    assert every_row() == once


def test_a_story_more_in_a_batch_costs_few_questions(moving: Moving) -> None:
    posts = [a_post(str(key), f"Ferry {key}", topics=("ferries",)) for key in range(32)]
    moving.run(posts[0])
    with CaptureQueriesContext(connection) as few:
        moving.run(*posts[1:3])
    with CaptureQueriesContext(connection) as many:
        moving.run(*posts[3:])
    assert (len(many) - len(few)) / 27 < A_BATCHED_STORY
