"""No public text is changed in silence, and each that was public is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import PageLogEntry, PageViewRestriction

from broadsheet.newsroom import actions, tasks
from broadsheet.newsroom.amending import UNASKED, Unsaid
from broadsheet.newsroom.models import Answer, ChangeKind, Story, Version
from tests.factories import a_draft, a_section, a_story, an_update, desk_of, ed, pru
from tests.newsroom.test_bulk import publish

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


def says(words: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{words}</p>")]


def a_correction(text: str = "It was 40.") -> Answer:
    return Answer(kind=ChangeKind.CORRECTION, text=text, wrong="14")


def read(story: Story) -> list[str]:
    """Return what each version of a story said."""
    return [each.words.passages[0].text for each in story.versions.all()]


def test_each_text_that_was_public_is_kept_once_and_no_draft_is() -> None:
    story = a_story(body=says("It was quiet."))
    story.body = says("It was very quiet.")
    actions.save_draft(story=story)
    assert read(story) == ["It was quiet."]
    actions.publish(story=story)
    actions.publish(story=Story.objects.get(pk=story.pk))
    assert read(story) == ["It was quiet.", "It was very quiet."]
    assert [each.number for each in story.versions.all()] == [1, 2]


def test_a_version_is_never_another() -> None:
    version = a_story().versions.get()
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(
            story=version.story,
            number=version.number,
            published_at=version.published_at,
            stored_words=version.stored_words,
        )


def test_a_fact_is_not_changed_without_a_word_of_what_change_it_is() -> None:
    story = a_story("Calm", body=says("It hit 14 boats."))
    story.body = says("It hit 40 boats.")
    with pytest.raises(Unsaid, match="“14” → “40”"):
        actions.publish(story=story)
    with pytest.raises(Unsaid):
        actions.publish(story=story, at=NOON + timedelta(days=4000))
    assert Story.objects.get(pk=story.pk).latest_revision == story.live_revision
    actions.publish(story=story, change=an_update())
    assert read(story)[-1] == "It hit 40 boats."


def test_readers_must_be_told_of_what_was_wrong() -> None:
    story = a_story(body=says("It hit 14 boats."))
    story.body = says("It hit 40 boats.")
    for kind in (ChangeKind.CORRECTION, ChangeKind.CLARIFICATION, ChangeKind.RETRACTION):
        with pytest.raises(ValidationError, match="Write the note"):
            actions.publish(story=story, change=Answer(kind=kind, text=" "))
    with pytest.raises(ValidationError, match="Write the note"):
        actions.issue_correction(story=story, kind=ChangeKind.UPDATE, text="")
    assert not story.amendments.exists()


def test_only_what_is_no_typo_moves_a_date() -> None:
    with time_machine.travel(NOON, tick=False) as now:
        story = a_story("Calm")
        now.shift(HOUR)
        story.title = "Clam"
        story = actions.publish(story=story, change=Answer(kind=ChangeKind.TYPO, text="unseen"))
        assert (story.changed_at, story.corrected_on) == (None, None)
        now.shift(HOUR)
        story.title = "Calm at sea"
        story = actions.publish(story=story, change=an_update())
        assert (story.changed_at, story.corrected_on) == (NOON + 2 * HOUR, None)
        now.shift(12 * HOUR)  # past midnight in Greenwich and in New York
        story.title = "Calm at sea again"
        story = actions.publish(story=story, change=a_correction(), by=pru())
        assert (story.changed_at, str(story.corrected_on)) == (NOON + 14 * HOUR, "2026-11-21")
    told = story.amendments.first()
    assert (told.before.number, told.after.number, told.by) == (3, 4, pru())
    assert (told.altered[0]["kind"], told.altered[0]["before"]) == ("headline", "Calm at sea")
    assert [each.text for each in story.amendments.all()] == ["It was 40.", "", ""]


def test_a_scheduled_change_carries_its_answer_to_its_hour() -> None:
    with time_machine.travel(NOON, tick=False) as now:
        story = a_story(body=says("It hit 14 boats."))
        story.body = says("It hit 40 boats.")
        actions.publish(story=story, at=NOON + HOUR, change=a_correction(), by=ed())
        assert not story.amendments.exists()
        assert read(story) == ["It hit 14 boats."]
        now.shift(HOUR)
        assert tasks.publish_due() == 1
    told = story.amendments.get()
    assert (told.text, told.by, told.made_at) == ("It was 40.", ed(), NOON + HOUR)
    assert told.passage == "It hit 40 boats."
    assert not Answer.objects.exists()
    assert not PageLogEntry.objects.filter(action=UNASKED).exists()


def test_what_goes_past_the_question_is_told_in_the_history() -> None:
    story = a_story(body=says("It hit 14 boats."))
    story.body = says("It hit 40 boats.")
    story.save_revision().publish(user=pru(), skip_permission_checks=True)
    entry = PageLogEntry.objects.get(action=UNASKED)
    assert entry.data == {"facts": "“14” → “40”", "version": 2}
    history = desk_of(pru()).get(reverse("wagtailadmin_pages:history", args=[story.pk]))
    assert "kind of change it is: “14” → “40”" in history.content.decode()


def test_a_withdrawal_is_no_way_to_change_a_text_unseen() -> None:
    story = a_story(body=says("It hit 14 boats."))
    actions.withdraw(story=story)
    back = Story.objects.get(pk=story.pk)
    back.body = says("It hit 40 boats.")
    with pytest.raises(Unsaid):
        actions.publish(story=back)
    actions.publish(story=back, change=a_correction())
    assert read(story) == ["It hit 14 boats.", "It hit 40 boats."]


def test_what_was_written_where_no_reader_gets_is_no_version() -> None:
    section = a_section("Later")
    wall = PageViewRestriction.objects.create(page=section, restriction_type="login")
    story = a_story(section=section, body=says("It hit 14 boats."))
    story.body = says("It hit 40 boats.")
    story = actions.publish(story=story)
    assert not story.versions.exists()
    wall.delete()
    story.body = says("It hit 41 boats.")
    with pytest.raises(Unsaid):
        actions.publish(story=story)
    actions.publish(story=story, change=an_update())
    assert read(story) == ["It hit 40 boats.", "It hit 41 boats."]


def test_a_story_older_than_versions_keeps_what_it_said() -> None:
    story = a_story(body=says("It hit 14 boats."))
    Version.objects.all().delete()
    before = story.last_published_at
    story.body = says("It hit 40 boats.")
    actions.publish(story=story, change=a_correction())
    assert read(story) == ["It hit 14 boats.", "It hit 40 boats."]
    assert story.versions.first().published_at == before


def test_a_note_can_be_put_on_a_text_that_stays() -> None:
    story = a_story(body=says("It hit 14 boats."))
    told = actions.issue_correction(
        story=story, kind=ChangeKind.CLARIFICATION, text="Boats, not ships.", by=ed()
    )
    assert (told.before, told.after) == (story.versions.get(), story.versions.get())
    story.refresh_from_db()
    assert story.changed_at == told.made_at
    assert story.corrected_on is not None


def test_a_note_can_be_put_on_a_change_that_was_made() -> None:
    story = a_story(body=says("It hit 14 boats."))
    story.body = says("It hit 40 boats.")
    story = actions.publish(story=story, change=an_update())
    second = story.versions.get(number=2)
    told = actions.issue_correction(
        story=story, kind=ChangeKind.CORRECTION, text="It was 40.", after=second
    )
    assert (told.before.number, told.after.number) == (1, 2)
    assert told.altered[0]["after"] == "40"


def test_nobody_is_told_of_what_nobody_can_read() -> None:
    with pytest.raises(ValidationError, match="isn’t public"):
        actions.issue_correction(story=a_draft(), kind=ChangeKind.CORRECTION, text="It was 40.")


def test_a_retraction_is_taken_back_with_a_word_why() -> None:
    story = a_story("Calm")
    actions.issue_correction(story=story, kind=ChangeKind.RETRACTION, text="It was made up.")
    story.refresh_from_db()
    assert story.headline == "Retracted: Calm"
    assert story.live
    actions.reinstate(story=story, text="It was not.", by=pru())
    story.refresh_from_db()
    assert (story.headline, story.retracted_at) == ("Calm", None)
    assert [each.kind for each in story.amendments.all()] == ["clarification", "retraction"]
    with pytest.raises(ValidationError):
        actions.reinstate(story=story, text="Again.")


def test_an_older_draft_never_brings_a_retraction_back() -> None:
    story = a_story("Calm")
    before = story.latest_revision
    actions.issue_correction(story=story, kind=ChangeKind.RETRACTION, text="It was made up.")
    before.publish(skip_permission_checks=True)
    assert Story.objects.get(pk=story.pk).headline == "Retracted: Calm"


def test_many_at_once_are_not_published_where_one_must_be_asked_about() -> None:
    story = a_story("Calm", body=says("It hit 14 boats."))
    story.body = says("It hit 40 boats.")
    actions.save_draft(story=story)
    assert "changes what readers have read (“14” → “40”)" in publish(desk_of(pru()), story.pk)
    assert read(story) == ["It hit 14 boats."]
