"""What publishing, withdrawing and moving do to a story's address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect

from broadsheet.newsroom import actions, queries, tasks
from broadsheet.newsroom.holds import Held
from broadsheet.newsroom.models import Story
from tests.factories import a_draft, a_section, a_story, an_update, poison

pytestmark = pytest.mark.django_db

EVENING_IN_NEW_YORK = datetime(2024, 12, 23, 2, 30, tzinfo=UTC)


def test_a_draft_has_no_address() -> None:
    assert a_draft().address is None


def test_an_address_is_the_day_in_the_papers_zone_and_the_slug() -> None:
    with time_machine.travel(EVENING_IN_NEW_YORK, tick=False):
        assert a_story(slug="strait").address == "/2024/12/22/strait/"


def test_two_stories_of_one_name_on_one_day_have_two_addresses() -> None:
    with time_machine.travel(EVENING_IN_NEW_YORK, tick=False):
        first = a_story(slug="strait")
        second = a_story(slug="strait", section=a_section("Business"))
    assert (first.address, second.address) == ("/2024/12/22/strait/", "/2024/12/22/strait-2/")


def test_the_name_that_a_draft_had_leads_nowhere(
    django_capture_on_commit_callbacks: Any,
) -> None:
    story = a_draft(slug="mayor-to-resign")
    story.slug = "a-statement"
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(story=story)
    assert not Redirect.objects.exists()
    section = a_section()
    section.slug = "abroad"
    with django_capture_on_commit_callbacks(execute=True):
        section.save_revision().publish()
    assert "/world" in set(Redirect.objects.values_list("old_path", flat=True))
    assert not Redirect.objects.filter(old_path__contains="mayor").exists()


def test_publishing_again_or_moving_keeps_the_address() -> None:
    story = a_story(slug="strait")
    address = story.address
    story.title, story.slug = "Another headline", "another"
    actions.publish(story=story, change=an_update())
    story.move(a_section("Business"), pos="last-child")
    story = Story.objects.get(pk=story.pk)
    assert (story.address, story.section.title) == (address, "Business")


def test_an_older_revision_never_brings_back_older_facts() -> None:
    draft = a_draft()
    before = draft.latest_revision
    story = actions.publish(story=draft)
    before.publish()
    again = Story.objects.get(pk=story.pk)
    assert (again.address, again.published_at) == (story.address, story.published_at)


def test_a_story_without_a_byline_or_text_is_not_published() -> None:
    story = a_draft(body=[])
    story.bylines.all().delete()
    with pytest.raises(ValidationError) as caught:
        actions.publish(story=Story.objects.get(pk=story.pk))
    assert caught.value.messages == [
        "A byline is missing: nobody signs the story.",
        "The story has no text.",
    ]


def test_a_scheduled_story_is_public_when_its_hour_comes_and_not_before() -> None:
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as machine:
        story = a_draft()
        actions.publish(story=story, at=start + timedelta(hours=1))
        machine.shift(timedelta(minutes=59, seconds=59))
        assert (tasks.publish_due(), list(queries.published())) == (0, [])
        machine.shift(timedelta(seconds=1))
        assert (tasks.publish_due(), list(queries.published())) == (1, [story])
        assert tasks.publish_due() == 0


def test_embargoed_copy_is_never_public_early() -> None:
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        story = a_draft(embargoed_until=start + timedelta(hours=1))
        with pytest.raises(Held):
            actions.publish(story=story)
        with pytest.raises(Held):
            actions.publish(story=story, at=start + timedelta(minutes=30))
    assert not queries.published().exists()


def test_one_failing_schedule_does_not_stop_the_others() -> None:
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as machine:
        bad, good = a_draft(), a_draft()
        actions.publish(story=bad, at=start + timedelta(minutes=1))
        actions.publish(story=good, at=start + timedelta(minutes=2))
        poison(bad, until=start + timedelta(days=1))
        machine.shift(timedelta(minutes=5))
        assert tasks.publish_due() == 1
    assert list(queries.published()) == [good]


def test_a_changed_address_leads_on_for_ever() -> None:
    story = a_story(slug="strait")
    old = story.address
    actions.change_address(story=story, address="/world/2019/old-permalink/")
    assert queries.fate_of(old) == (301, "/world/2019/old-permalink/")


def test_an_address_is_never_given_twice() -> None:
    story, other = a_story(), a_story()
    with pytest.raises(ValidationError):
        actions.change_address(story=other, address=story.address)
    old = story.address
    actions.change_address(story=story, address="/moved/")
    with pytest.raises(ValidationError):
        actions.change_address(story=other, address=old)
