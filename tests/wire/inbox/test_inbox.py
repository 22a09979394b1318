"""Copy comes in, waits until somebody takes, publishes or declines it, and tells of updates."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom.models import Story
from broadsheet.wire.inbox import actions, queries
from broadsheet.wire.inbox.models import Copy
from tests.factories import a_section, a_story, desk_of, ed, pru, rosa
from tests.wire.inbox.copy import INBOX, act, came, page_of, shown
from tests.wire.incoming.samples import a_body, a_file, an_item, bring_in, newest

pytestmark = pytest.mark.django_db

NEWER = "2026-03-01T12:00:00Z"


def test_the_inbox_says_what_came_from_whom_and_how_urgent_it_is(tmp_path: Path) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        came(
            tmp_path,
            urgency=2,
            slugline="FERRY-CITY",
            embargoed="2026-03-02T12:00:00Z",
        )
        came(tmp_path, "urn:example:other", headlines=[{"value": "Tides"}], creditLine="Inland")
        bring_in(a_file(tmp_path, an_item("urn:example:out")), publish=True)
        a_story("Written here")
        page = shown(desk_of(rosa()))
    for words in ("Coast Agency", "Not for archives", "FERRY-CITY", "Urgency 2", "Embargoed until"):
        assert words in page
    assert "It runs on Sundays." in page
    assert page.index("Tides") < page.index("The last ferry is kept")  # the newest first
    assert "Written here" not in page
    assert Copy.objects.get(story__source_uri="urn:example:out").decision == "published"
    assert queries.waiting().count() == 2


def test_the_inbox_is_narrowed_and_paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came(tmp_path)
    other = came(tmp_path, "urn:example:2", headlines=[{"value": "Tides"}], creditLine="Inland")
    desk = desk_of(ed())
    for question, there in (
        ("?agency=Inland", "Tides"),
        ("?q=last+ferry", "The last ferry is kept"),
        (f"?section={other.story.section_id}", "Tides"),
    ):
        assert there in shown(desk, question), question
    assert "The last ferry" not in shown(desk, "?agency=Inland")
    assert "Nothing there" in shown(desk, f"?section={a_section('Business').pk}")
    monkeypatch.setattr("broadsheet.wire.inbox.views.A_PAGE", 1)
    assert "Tides" in shown(desk)
    assert "Tides" not in shown(desk, "?p=2")


def test_what_is_taken_is_ones_own_and_out_of_the_inbox(tmp_path: Path) -> None:
    copy, desk = came(tmp_path), desk_of(rosa())
    answer = act(desk, copy, "take")
    assert answer["Location"] == f"/-/desk/pages/{copy.story_id}/edit/"
    assert desk.get(answer["Location"]).status_code == 200
    copy.refresh_from_db()
    assert (copy.decision, copy.decided_by, copy.story.owner) == ("taken", rosa(), rosa())
    assert "The last ferry" not in shown(desk)
    assert "The last ferry" in shown(desk, "?show=mine")
    assert "Taken from the wire" in desk_of(pru()).get("/-/desk/reports/audit/").content.decode()
    act(desk, copy, "put back")
    assert "The last ferry" in shown(desk)
    assert Story.objects.get().owner is None


def test_declining_can_be_undone_where_it_was_done(tmp_path: Path) -> None:
    copy, desk = came(tmp_path), desk_of(ed())
    answer = desk.post(f"{page_of(copy)}?agency=Coast+Agency", {"act": "decline"})
    page = desk.get(answer["Location"]).content.decode()
    assert answer["Location"] == f"{INBOX}?agency=Coast+Agency&declined={copy.pk}"
    assert "is declined" in page
    assert "Undo" in page
    assert queries.waiting().count() == 0
    assert "The last ferry" in shown(desk, "?show=declined")
    act(desk, copy, "put back")
    assert queries.waiting().count() == 1
    assert Story.objects.filter(live=False).count() == 1


def test_of_two_who_take_it_at_one_moment_the_second_is_told_who_was_first(tmp_path: Path) -> None:
    copy = came(tmp_path)
    seen_by_ed = Copy.objects.get()  # both pages are open, and it waits in both
    assert act(desk_of(rosa()), copy, "take").status_code == 302
    with pytest.raises(actions.Decided, match="Rosa took"):
        actions.take(copy=seen_by_ed, by=ed())
    desk = desk_of(ed())
    for name in ("take", "decline", "publish"):
        answer = act(desk, copy, name, title="Mine", section=a_section().pk, onto="")
        assert answer.status_code == 302, name
    assert "Rosa took" in shown(desk)
    assert Story.objects.get().owner == rosa()
    assert not Story.objects.get().live


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer, and tests one connection to it"
)
@pytest.mark.django_db(transaction=True)
def test_the_database_lets_one_of_many_hands_be_first(tmp_path: Path) -> None:
    copy, people = came(tmp_path), [rosa(), ed(), pru()]

    def take(who: object) -> int:
        try:
            return int(bool(actions.take(copy=Copy.objects.get(pk=copy.pk), by=who)))
        except actions.Decided:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(take, people)) == 1
    copy.refresh_from_db()
    assert copy.story.owner == copy.decided_by


def test_an_update_of_what_was_taken_says_so(tmp_path: Path) -> None:
    copy, desk = came(tmp_path), desk_of(rosa())
    act(desk, copy, "take")
    came(tmp_path, versionCreated=NEWER, headlines=[{"value": "Ferry sold"}])
    assert "An update of what Rosa took. It is in the story’s draft." in shown(desk)
    act(desk, copy, "seen")
    assert "Ferry sold" not in shown(desk)
    draft = newest()
    draft.title = "Rosa's own words"
    newsroom.save_draft(story=draft, by=rosa())
    sunk = {
        "headlines": [{"value": "Sunk"}],
        "bodies": a_body("<p>It lies at four metres.</p><script>alert(1)</script>"),
    }
    for _time in range(2):  # the second time it is no news
        came(tmp_path, versionCreated="2026-03-01T13:00:00Z", **sunk)
        page = shown(desk)
        assert ("An update of what Rosa took. It isn’t in the story" in page) is (_time == 0)
        act(desk, copy, "seen")
    page = desk.get(page_of(copy)).content.decode()
    assert "Rosa&#x27;s own words" in page
    assert "<p>It lies at four metres.</p>" in page  # what the source says now stands beside it
    assert "alert(1)" not in page
    came(tmp_path, versionCreated="2026-03-01T14:00:00Z", pubStatus="canceled")
    assert "Its source canceled what Rosa took." in shown(desk_of(ed()))
    assert newest().title == "Rosa's own words"


def test_what_was_declined_stays_declined_whatever_is_imported(tmp_path: Path) -> None:
    copy, desk = came(tmp_path), desk_of(ed())
    act(desk, copy, "decline")
    newer = an_item(versionCreated=NEWER)
    told = bring_in(a_file(tmp_path, newer), publish=True)
    assert "a draft: it was declined on the wire" in told[0]
    assert queries.waiting().count() == 0
    assert not Story.objects.get().live


def test_what_was_published_from_its_own_page_waits_no_more(tmp_path: Path) -> None:
    copy = came(tmp_path)
    newsroom.publish(story=newest(), by=pru())
    assert queries.waiting().count() == 0
    with pytest.raises(ValidationError, match="from its own page"):
        actions.take(copy=copy, by=rosa())


def test_the_database_refuses_a_decision_without_its_hour(tmp_path: Path) -> None:
    copy = came(tmp_path)
    for values in ({"decision": "taken"}, {"waits": False}, {"urgency": 12}, {"status": "odd"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Copy.objects.filter(pk=copy.pk).update(**values)
