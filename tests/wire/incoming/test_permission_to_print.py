"""What its source doesn't let us print is not printed: embargoed, withheld, canceled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from broadsheet.newsroom import actions, queries, tasks
from tests.factories import an_update, pru
from tests.wire.incoming.samples import a_file, an_item, bring_in, newest, the_story

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = "2026-03-01T12:30:00Z"


@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil"])
def test_embargoed_copy_is_scheduled_for_the_end_of_its_embargo(tmp_path: Path, name: str) -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        item = an_item(**{name: "2026-03-01T14:00:00+01:00"})
        told = bring_in(a_file(tmp_path, item), publish=True)
        assert "scheduled for the end of its embargo, 2026-03-01 13:00 UTC" in told[0]
        machine.shift(timedelta(minutes=59, seconds=59))
        assert (tasks.publish_due(), queries.published().count()) == (0, 0)
        machine.shift(timedelta(seconds=1))
        assert (tasks.publish_due(), queries.published().count()) == (1, 1)


def test_an_embargo_that_is_over_holds_nothing(tmp_path: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        item = an_item(embargoed="2026-03-01T11:00:00Z")
        bring_in(a_file(tmp_path, item), publish=True)
        assert the_story().live


def test_a_later_embargo_takes_the_schedule_off_even_from_an_edited_story(tmp_path: Path) -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        bring_in(a_file(tmp_path, an_item(embargoed="2026-03-01T13:00:00Z")), publish=True)
        story = newest()
        story.title = "Pru's headline"
        actions.publish(story=story, by=pru(), at=NOON + timedelta(hours=1))
        newer = an_item(versionCreated=LATER, embargoed="2026-03-01T15:00:00Z")
        told = bring_in(a_file(tmp_path, newer))
        assert "it was scheduled, and no longer is" in told.about("skipped: ")
        machine.shift(timedelta(hours=2))
        assert (tasks.publish_due(), queries.published().count()) == (0, 0)


def test_an_embargo_that_comes_after_publication_is_told(tmp_path: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        bring_in(a_file(tmp_path, an_item()), publish=True)
        story = newest()
        story.title = "Pru's headline"
        actions.publish(story=story, by=pru(), change=an_update())
        newer = an_item(versionCreated=LATER, embargoed="2026-03-01T15:00:00Z")
        told = bring_in(a_file(tmp_path, newer), publish=True)
    assert "it is public, and its source now embargoes it" in told[0]


def test_withheld_copy_is_a_draft_whatever_is_asked(tmp_path: Path) -> None:
    told = bring_in(a_file(tmp_path, an_item(pubStatus="withheld")), publish=True)
    assert "a draft: its source withholds it" in told[0]
    assert not the_story().live


def test_canceled_copy_is_not_made(tmp_path: Path) -> None:
    told = bring_in(a_file(tmp_path, an_item(pubStatus="canceled")), publish=True)
    assert told.sums == "0 made, 0 changed, 1 skipped, 0 set aside."


def test_a_canceled_story_of_ours_is_told_of_loudly(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()), publish=True)
    canceled = an_item(pubStatus="canceled", versionCreated=LATER)
    told = bring_in(a_file(tmp_path, canceled), publish=True)
    assert told.set_aside == 1
    assert f"it is public at {the_story().address}: withdraw it" in told[0]
    assert newest().title == "The last ferry is kept"


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_is_scheduled_and_then_taken_back_is_not_published(
    tmp_path: Path, status: str
) -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        bring_in(a_file(tmp_path, an_item(embargoed="2026-03-01T13:00:00Z")), publish=True)
        bring_in(a_file(tmp_path, an_item(pubStatus=status, versionCreated=LATER)), publish=True)
        machine.shift(timedelta(hours=2))
        assert (tasks.publish_due(), queries.published().count()) == (0, 0)


def test_what_readers_need_is_missing_so_it_stays_a_draft(tmp_path: Path) -> None:
    told = bring_in(
        a_file(tmp_path, an_item("urn:a", by=None), an_item("urn:b", bodies=None)), publish=True
    )
    assert "nobody signs the story" in told.about("urn:a")
    assert "The story has no text" in told.about("urn:b")
    assert not queries.published().exists()


def test_a_headline_that_we_made_is_not_published(tmp_path: Path) -> None:
    told = bring_in(a_file(tmp_path, an_item(headlines=None)), publish=True)
    assert "it came without a headline" in told[0]
    assert (newest().title, newest().live) == ("It runs on Sundays.", False)
