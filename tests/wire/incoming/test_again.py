"""Importing again: nothing twice, nothing lost, nothing of the desk's overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from wagtail.models import PageLogEntry

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.staff.seal import unseal
from tests.factories import ed, pru
from tests.wire.incoming.samples import a_body, a_file, an_item, bring_in, newest, the_story

pytestmark = pytest.mark.django_db

LATER = "2026-03-01T11:00:00+01:00"
EARLIER = "2026-03-01T07:00:00+01:00"


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    file = a_file(tmp_path, an_item(), an_item("urn:example:other"))
    bring_in(file)
    before = list(Story.objects.order_by("pk").values())
    assert bring_in(file).sums == "0 made, 0 changed, 2 skipped, 0 set aside."
    assert list(Story.objects.order_by("pk").values()) == before


def test_a_newer_version_is_a_new_draft(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()))
    told = bring_in(a_file(tmp_path, an_item(versionCreated=LATER, bodies=a_body("<p>New.</p>"))))
    assert told.sums.startswith("0 made, 1 changed")
    assert "New." in str(newest().body)
    assert newest().revisions.count() == 2


def test_what_was_kept_in_mind_before_there_were_other_formats_is_known(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()))
    [entry] = PageLogEntry.objects.filter(page_id=the_story().pk, data__has_key="wire")
    unseal(connection)  # what a program of before wrote
    PageLogEntry.objects.filter(pk=entry.pk).update(data={"ninjs": entry.data["wire"]})
    told = bring_in(a_file(tmp_path, an_item(versionCreated=EARLIER, located="Elsewhere")))
    assert "an older version than the one of 2026-03-01 08:00 UTC" in told.about("skipped: ")


def test_an_older_version_is_left(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()))
    told = bring_in(a_file(tmp_path, an_item(versionCreated=EARLIER, located="Elsewhere")))
    assert "an older version than the one of 2026-03-01 08:00 UTC" in told.about("skipped: ")
    assert newest().dateline == ""


def test_a_public_story_changes_in_public_only_with_publish(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()), publish=True)
    first = the_story()
    newer = an_item(versionCreated=LATER, title=None, headlines=[{"value": "Two ferries"}])
    bring_in(a_file(tmp_path, newer))
    assert (the_story().title, newest().title) == ("The last ferry is kept", "Two ferries")
    newest_of_all = {**newer, "located": "Port Alder"}
    bring_in(a_file(tmp_path, newest_of_all), publish=True)
    story = the_story()
    assert (story.title, story.address) == ("Two ferries", first.address)
    assert story.published_at == first.published_at
    assert story.changed_at is not None
    assert [each.kind for each in story.amendments.all()] == ["update"]
    assert story.versions.count() == 2


def test_what_the_desk_changed_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()))
    story = newest()
    story.title = "Ed's own headline"
    actions.save_draft(story=story, by=ed())
    newer = a_file(tmp_path, an_item(versionCreated=LATER, located="Port Alder"))
    told = bring_in(newer)
    assert "it was edited here since" in told.about("skipped: ")
    assert newest().title == "Ed's own headline"
    assert bring_in(newer, overwrite=True).sums.startswith("0 made, 1 changed")
    assert (newest().title, newest().dateline) == ("The last ferry is kept", "Port Alder")


def test_the_desk_may_publish_it_and_the_wire_still_brings_news(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()))
    actions.publish(story=newest(), by=pru())
    told = bring_in(a_file(tmp_path, an_item(versionCreated=LATER, located="Port Alder")))
    assert told.sums.startswith("0 made, 1 changed")


def test_a_locked_story_is_left(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()))
    Story.objects.update(locked=True)
    told = bring_in(a_file(tmp_path, an_item(versionCreated=LATER, located="Port Alder")))
    assert "locked" in told.about("skipped: ")


def test_drafts_of_an_earlier_import_can_be_published_by_another(tmp_path: Path) -> None:
    file = a_file(tmp_path, an_item())
    bring_in(file)
    assert "published at /" in bring_in(file, publish=True).about("changed: ")
    assert bring_in(file, publish=True).sums == "0 made, 0 changed, 1 skipped, 0 set aside."


def test_a_story_withdrawn_here_is_not_brought_back(tmp_path: Path) -> None:
    bring_in(a_file(tmp_path, an_item()), publish=True)
    actions.withdraw(story=the_story(), by=pru())
    newer = an_item(versionCreated=LATER, located="Port Alder")
    told = bring_in(a_file(tmp_path, newer), publish=True)
    assert "it was withdrawn here" in told.about("changed: ")
    assert not the_story().live


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_versions_in_a_batch_the_newest_counts(tmp_path: Path, turned: bool) -> None:
    old, new = an_item(located="Old Town"), an_item(versionCreated=LATER, located="New Town")
    files = [a_file(tmp_path, old, name="a.json"), a_file(tmp_path, new, name="b.json")]
    told = bring_in(*(reversed(files) if turned else files))
    assert "a newer version of it counts, the one in" in told.about("a.json")
    assert told.sums == "1 made, 0 changed, 1 skipped, 0 set aside."
    assert newest().dateline == "New Town"


def test_the_same_item_twice_in_a_batch_comes_in_once(tmp_path: Path) -> None:
    told = bring_in(a_file(tmp_path, an_item(), an_item()))
    assert "the same item as in" in told.about("item 2")
    assert Story.objects.count() == 1


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    told = bring_in(a_file(tmp_path, an_item()), publish=True, dry_run=True)
    assert told.sums.startswith("1 made")
    assert not Story.objects.exists()
