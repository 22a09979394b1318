"""What is done to live coverage, and what the database holds whatever is done."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import PageLogEntry

from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom.live import actions
from broadsheet.newsroom.models import Coverage, Entry, EntryChange, Story
from tests.factories import a_draft, a_live_story, a_story, an_author, an_entry, max_reads, rosa
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db


def test_numbers_are_given_once_and_drafts_leave_no_gap() -> None:
    story = a_live_story()
    draft = an_entry(story, publish_it=False)
    first = an_entry(story)
    assert (first.number, draft.number) == (1, None)
    assert actions.publish_entry(entry=draft, by=None).number == 2
    actions.take_back(entry=first, by=None)
    assert an_entry(story).number == 3
    with pytest.raises(ValidationError, match="by now: taken back"):
        actions.take_back(entry=first, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(number=3).update(number=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(number=3).update(state="draft")


def test_a_form_that_is_sent_twice_makes_one_entry() -> None:
    story, key = a_live_story(), uuid.uuid4()
    first, again = (an_entry(story, key=key, by=rosa()) for _each in range(2))
    assert first == again
    assert Entry.objects.count() == 1


def test_nothing_comes_after_the_end_and_only_live_stories_are_covered() -> None:
    story = a_live_story()
    actions.close_coverage(story=story, by=None)
    with pytest.raises(ValidationError, match="isn’t open"):
        an_entry(story)
    actions.open_coverage(story=story, by=None)
    assert Coverage.objects.get().is_open
    assert an_entry(story).number == 1
    with pytest.raises(ValidationError, match="live"):
        actions.open_coverage(story=a_story(), by=None)


def change(entry: Entry, text: str, said: EntryChange | None = None, **fields: Any) -> Entry:
    values: dict[str, Any] = {"headline": "", "is_key": False, "authors": []}
    body = [("paragraph", f"<p>{text}</p>")]
    return actions.change_entry(entry=entry, by=None, said=said, body=body, **{**values, **fields})


def test_no_fact_of_an_entry_changes_in_silence() -> None:
    entry = an_entry(a_live_story(), "There are 12 members.")
    with pytest.raises(ValidationError, match="what kind of change"):
        change(entry, "There are 13 members.")
    with pytest.raises(ValidationError, match="note"):
        change(entry, "There are 13 members.", EntryChange(kind="correction"))
    assert not EntryChange.objects.exists()
    change(entry, "There are 12  members.")
    change(entry, "There are 13 members.", EntryChange(kind="correction", text="Thirteen."))
    last = EntryChange.objects.first()
    assert last is not None
    assert last.former_text == "There are 12 members."
    assert Story.objects.get().corrected_on  # it is on the page of corrections too
    assert "Thirteen." in max_reads().get("/corrections/").content.decode()


def test_a_key_moment_has_a_headline_and_a_picture_what_it_shows() -> None:
    story = a_live_story()
    with pytest.raises(ValidationError, match="headline"):
        an_entry(story, is_key=True)
    with pytest.raises(ValidationError, match="headline"):
        actions.mark(entry=an_entry(story), is_key=True, by=None)
    photo = a_photo()
    photo.description = ""
    photo.save()
    with pytest.raises(ValidationError, match="alternative text"):
        an_entry(story, body=[("picture", {"photo": photo, "caption": "", "alt": ""})])
    assert Entry.objects.count() == 1


def test_an_entry_becomes_a_story_and_each_leads_to_the_other() -> None:
    live, photo = a_live_story(), a_photo()
    body = [
        ("paragraph", "<p>Eight to five, <b>at last</b>.</p>"),
        ("picture", {"photo": photo, "caption": "", "alt": ""}),
    ]
    entry = an_entry(live, body=body, headline="The vote", authors=[an_author()])
    draft = actions.break_out(entry=entry, by=rosa())
    assert actions.break_out(entry=Entry.objects.get(), by=rosa()) == draft
    assert (draft.title, draft.hero, draft.owner) == ("The vote", photo, rosa())
    assert draft.bylines.get().author == an_author()
    assert "The vote</a></p>" not in max_reads().get(live.address).content.decode()
    story = newsroom.publish(story=draft)
    assert f'href="{story.url}"' in max_reads().get(live.address).content.decode()
    html = max_reads().get(story.address).content.decode()
    assert "<b>at last</b>" in html
    assert f'href="{live.url}"' in html


def test_entries_of_a_draft_are_nowhere_and_of_a_withdrawn_story_gone() -> None:
    draft = a_draft(kind="live", slug="bond-night")
    actions.open_coverage(story=draft, by=None)
    an_entry(draft, "Nobody knows.")
    story = newsroom.publish(story=Story.objects.get())
    here = f"{story.address}entries/"
    assert "Nobody knows." in max_reads().get(here).content.decode()
    newsroom.change_address(story=story, address="/2026/elsewhere/")
    moved = max_reads().get(here)
    assert (moved.status_code, moved["Location"]) == (301, "/2026/elsewhere/entries/")
    newsroom.withdraw(story=Story.objects.get())
    assert max_reads().get("/2026/elsewhere/entries/").status_code == 410
    assert max_reads().get("/2026/elsewhere/entries/1/").status_code == 404
    acts = PageLogEntry.objects.filter(action=actions.ACT).values_list("data__done", flat=True)
    assert set(acts) == {"opened", "published"}
