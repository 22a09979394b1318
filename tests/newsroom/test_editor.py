"""The editor's buttons do what the acts do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)
from wagtail.users.models import UserProfile

from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom import actions, queries
from broadsheet.newsroom.models import Story
from broadsheet.signals import story_published
from tests.factories import a_draft, a_story, an_author, desk_of, pru
from tests.forms import loaded

pytestmark = pytest.mark.django_db


def form_of(story: Story, **changed: object) -> dict[str, object]:
    """Return what the story's form sends with the button “Publish”."""
    byline = story.bylines.get()
    signed = {"id": byline.pk, "author": byline.author_id, "name": "", "role": "by", "ORDER": 1}
    return nested_form_data(
        {
            **loaded(story),
            "title": story.title,
            "slug": story.slug,
            "kind": story.kind,
            "bylines": inline_formset([signed], initial=1),
            "body": streamfield([("paragraph", rich_text("<p>The harbour was loud.</p>"))]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **changed,
        }
    )


def press_publish(story: Story, **changed: object) -> object:
    """Publish a story that exists with the button of its form."""
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return desk_of(pru()).post(address, form_of(story, **changed))


def test_a_kept_draft_published_by_the_button_has_an_address_and_a_date() -> None:
    story = a_draft(slug="kept")
    assert press_publish(story).status_code == 302
    published = queries.published().get()
    assert published.address == f"/{the_papers_day(published)}/kept/"
    assert b"was loud" in Client(HTTP_HOST="127.0.0.1").get(published.address).content


def test_plug_ins_hear_of_what_the_button_published(
    django_capture_on_commit_callbacks: object,
) -> None:
    heard: list[tuple[int, bool]] = []

    def listen(story: Story, first: bool, **_kwargs: object) -> None:
        heard.append((story.pk, first))

    story_published.connect(listen)
    story = a_draft()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        press_publish(story)
        press_publish(story)
    assert heard == [(story.pk, True), (story.pk, False)]


def the_papers_day(story: Story) -> str:
    """Return when a story came out, as the paper's own calendar has it in addresses."""
    return f"{story.published_at.astimezone(ZoneInfo(story.publication_zone())):%Y/%m/%d}"


@pytest.mark.parametrize("make", [a_draft, a_story])
def test_the_button_does_not_break_an_embargo(make: object) -> None:
    story = make(title="Before")  # type: ignore[operator]
    actions.embargo(story=story, until=clock.now() + timedelta(hours=1))
    answer = press_publish(story, title="After")
    assert answer.status_code == 200
    assert "is embargoed until" in answer.content.decode()
    assert not queries.published().filter(title="After").exists()


def test_a_schedule_set_with_the_button_shows_nothing_before_its_hour() -> None:
    story = a_draft()
    later = clock.now() + timedelta(hours=1)
    assert press_publish(story, go_live_at=f"{later:%Y-%m-%d %H:%M}").status_code == 302
    story.refresh_from_db()
    assert (story.address, story.published_at, story.live) == (None, None, False)


def test_hours_in_the_editor_are_the_papers() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 17, tzinfo=UTC), tick=False):
        story = a_draft()
        assert press_publish(story, go_live_at="2026-03-02 13:30").status_code == 302
        due = story.revisions.get(approved_go_live_at__isnull=False).approved_go_live_at
        assert due == datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
        paper = Publication.load()
        paper.timezone = "Europe/Lisbon"
        paper.save()
        zone = UserProfile.objects.get(user=pru()).current_time_zone
    assert zone == "Europe/Lisbon"


def test_a_story_made_with_a_schedule_has_no_address_yet() -> None:
    written = a_draft()
    form = form_of(written, slug="made")
    form |= {"bylines-INITIAL_FORMS": "0", "bylines-0-id": ""}
    form["go_live_at"] = f"{clock.now() + timedelta(hours=1):%Y-%m-%d %H:%M}"
    add = reverse(
        "wagtailadmin_pages:add", args=["broadsheet_newsroom", "story", written.section_id]
    )
    assert desk_of(pru()).post(add, form).status_code == 302
    made = Story.objects.get(slug="made")
    assert (made.address, made.published_at, made.live) == (None, None, False)


def test_a_copy_is_a_story_of_its_own() -> None:
    story = a_story(slug="strait", bylines=None)
    address = reverse("wagtailadmin_pages:copy", args=[story.pk])
    form = {
        "new_title": "A copy",
        "new_slug": "copy",
        "new_parent_page": story.section_id,
        "publish_copies": "on",
    }
    assert desk_of(pru()).post(address, form).status_code == 302
    copy = Story.objects.get(slug="copy")
    assert copy.guid != story.guid
    assert copy.address != story.address
    actions.publish(story=copy)
    assert copy.address == f"/{the_papers_day(copy)}/copy/"
    assert an_author().url in Client(HTTP_HOST="127.0.0.1").get(copy.address).content.decode()
