"""A brief is written, illustrated and published from one page, and loses nothing on the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Workflow, WorkflowPage

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import SetAside, Story
from broadsheet.photos.models import Photo
from tests.factories import a_section, an_author, desk_of, max_reads, phil, pru, rosa
from tests.pictures import a_picture

pytestmark = pytest.mark.django_db

PAGE = "/-/desk/stories/brief/"


@pytest.fixture
def form() -> dict[str, Any]:
    """What Pru fills in, but for the picture."""
    return {
        "title": "Ferry back on the island run",
        "body": "The ferry sailed at noon <again>.\r\n\r\nIt had been repaired for a week.",
        "alt": "A white ferry at the quay",
        "credit": "Pru / The Courier",
        "section": a_section().pk,
        "author": an_author().pk,
    }


def a_file(data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("quay.jpg", data or a_picture(size=(900, 600)), "image/jpeg")


def test_one_form_makes_a_public_story_with_its_picture(form: dict[str, Any]) -> None:
    answer = desk_of(pru()).post(PAGE, {**form, "picture": a_file(), "publish": "yes"})
    story = Story.objects.get()
    assert answer["Location"] == f"/-/desk/press/{story.pk}/"
    assert (story.live, story.owner, story.section.title) == (True, pru(), "World")
    page = max_reads().get(story.address).content.decode()
    assert "<p>The ferry sailed at noon &lt;again&gt;.</p>" in page
    assert 'alt="A white ferry at the quay"' in page
    assert "Pru / The Courier" in page
    assert "Mara Ellison" in page


def test_what_is_refused_keeps_every_word_and_the_picture(form: dict[str, Any]) -> None:
    desk = desk_of(pru())
    answer = desk.post(PAGE, {**form, "alt": "", "picture": a_file(), "publish": "yes"})
    page = answer.content.decode()
    photo = Photo.objects.get()
    assert "has no alternative text" in page
    assert "It had been repaired for a week." in page
    assert f'name="photo" value="{photo.pk}"' in page
    assert not Story.objects.exists()
    again = desk.post(PAGE, {**form, "photo": photo.pk, "publish": "yes"})
    story = Story.objects.get()
    assert again.status_code == 302
    assert (story.live, story.hero.description) == (True, "A white ferry at the quay")
    assert Photo.objects.count() == 1


def test_who_may_not_publish_keeps_a_draft(form: dict[str, Any]) -> None:
    desk = desk_of(rosa())
    assert "Publish now" not in desk.get(PAGE).content.decode()
    assert desk.post(PAGE, {**form, "publish": "yes"}).status_code == 200
    assert not Story.objects.exists()
    del form["alt"]
    answer = desk.post(PAGE, {**form, "keep": "yes"})
    story = Story.objects.get()
    assert answer["Location"] == f"/-/desk/pages/{story.pk}/edit/"
    assert (story.live, story.owner) == (False, rosa())


def test_section_and_byline_are_what_they_were_last_time(form: dict[str, Any]) -> None:
    an_author("Rosa Lind", user=rosa())
    del form["alt"]
    sport = a_section("Sport")
    desk = desk_of(rosa())
    desk.post(PAGE, {**form, "section": sport.pk, "keep": "yes"})
    page = desk.get(PAGE).content.decode()
    assert f'<option value="{sport.pk}" selected>Sport</option>' in page
    assert "selected>Rosa Lind</option>" in page


def test_nobody_takes_another_persons_picture_or_sends_what_is_none(form: dict[str, Any]) -> None:
    theirs = desk_of(pru())
    theirs.post(PAGE, {**form, "picture": a_file(), "section": "0"})
    photo = Photo.objects.get()
    desk = desk_of(rosa())
    assert desk.post(PAGE, {**form, "photo": photo.pk, "keep": "yes"}).status_code == 200
    broken = desk.post(PAGE, {**form, "picture": a_file(b"GIF89a no picture"), "keep": "yes"})
    assert "This is no whole picture" in broken.content.decode()
    assert desk_of(phil()).get(PAGE)["Location"] == "/-/desk/"
    assert not Story.objects.exists()


def test_a_brief_that_is_sent_signed_out_waits_for_its_writer(form: dict[str, Any]) -> None:
    desk = desk_of(rosa())
    token = desk.get(PAGE).context["form"]["form_token"].value()
    desk.logout()
    answer = desk.post(PAGE, {**form, "form_token": token, "keep": "yes"})
    assert "What you wrote is kept" in answer.content.decode()
    desk.force_login(rosa())
    kept = desk.get(f"/-/desk/texts/{SetAside.objects.get().pk}/").content.decode()
    assert "Ferry back on the island run" in kept
    assert "It had been repaired for a week." in kept


def test_where_stories_go_through_steps_a_brief_asks_why_it_cannot_wait(
    form: dict[str, Any],
) -> None:
    del form["alt"]
    actions.define_workflows()
    WorkflowPage.objects.create(workflow=Workflow.objects.get(name="Desk, copy"), page=a_section())
    desk = desk_of(pru())
    refused = desk.post(PAGE, {**form, "publish": "yes"}).content.decode()
    assert "isn’t ready" in refused
    assert 'name="skip_reason"' in refused
    assert not Story.objects.exists()
    desk.post(PAGE, {**form, "publish": "yes", "skip_reason": "The mole is burning."})
    story = Story.objects.get()
    assert story.live
    assert [each.reason for each in story.clearances.all()] == ["The mole is burning."]
