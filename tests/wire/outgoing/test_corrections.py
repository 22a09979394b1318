"""What machines are told of corrections: a feed of them, and schema.org's words on the story."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import ChangeKind, Story
from tests.factories import a_story, max_reads
from tests.wire.outgoing.test_feeds import FORMATS, items, parsed
from tests.wire.outgoing.test_structured_data import graph

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)


def told(story: Story, kind: ChangeKind, text: str, wrong: str = "") -> None:
    actions.issue_correction(story=story, kind=kind, text=text, wrong=wrong)


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_reader_finds_each_note_with_its_story(form: str) -> None:
    story = a_story("Calm at sea")
    told(story, ChangeKind.CORRECTION, "It was <40>.", "14 & more")
    (entry,) = parsed(f"/corrections/feed.{form}").entries
    assert entry.title == "Correction: Calm at sea"
    assert f"{story.address}#note-" in entry.link
    html = entry.content[0].value
    assert "It was &lt;40&gt;." in html
    assert "14 &amp; more" in html


def test_notes_in_texts_and_notes_of_changes_are_one_feed_the_newest_first() -> None:
    with time_machine.travel(NOON, tick=False) as now:
        block = {"kind": "update", "date": date(2026, 11, 19), "text": "<p>In it.</p>"}
        first = a_story("First", body=[("paragraph", "<p>Calm.</p>"), ("correction", block)])
        told(a_story("Second"), ChangeKind.RETRACTION, "Made up.")
        now.shift(timedelta(hours=1))
        told(first, ChangeKind.CLARIFICATION, "Told of it.")
        found = items("/corrections/feed.json")
    assert [each["title"] for each in found] == [
        "Clarification: First",
        "Retraction: Retracted: Second",
        "Update: First",
    ]
    assert found[0]["date_published"] == "2026-11-20T18:00:00+00:00"
    assert len({each["id"] for each in found}) == 3
    with time_machine.travel(NOON + timedelta(days=9), tick=False):
        assert [each["id"] for each in items("/corrections/feed.json")] == [
            each["id"] for each in found
        ]


@pytest.mark.parametrize("form", FORMATS)
def test_a_note_in_a_text_alone_is_a_feed_in_every_format(form: str) -> None:
    """Of such a note only the day is known."""
    block = {"kind": "update", "date": date(2026, 11, 19), "text": "<p>In it.</p>"}
    a_story("First", body=[("paragraph", "<p>Calm.</p>"), ("correction", block)])
    answer = max_reads().get(f"/corrections/feed.{form}")
    assert answer.status_code == 200
    assert "First" in answer.content.decode()


def test_the_page_of_corrections_leads_to_its_feeds() -> None:
    a_story()
    html = max_reads().get("/corrections/").content.decode()
    assert all(f'href="/corrections/feed.{form}"' in html for form in FORMATS)


def test_a_withdrawn_storys_notes_leave_the_feed() -> None:
    story = a_story()
    told(story, ChangeKind.CORRECTION, "It was 40.")
    actions.withdraw(story=Story.objects.get(pk=story.pk))
    assert items("/corrections/feed.json") == []


def test_what_put_something_right_is_said_in_schema_orgs_words() -> None:
    with time_machine.travel(NOON, tick=False) as now:
        story = a_story("Calm at sea")
        now.shift(timedelta(hours=1))
        told(story, ChangeKind.CORRECTION, "It was <40>.")
        told(story, ChangeKind.UPDATE, "There is news.")
        node = graph(str(story.address))[0]
    assert node["correction"] == [
        {"@type": "CorrectionComment", "text": "It was <40>.", "datePublished": "2026-11-20"}
    ]
    assert node["dateModified"] == "2026-11-20T13:00:00-05:00"
