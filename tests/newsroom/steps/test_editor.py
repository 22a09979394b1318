"""The steps in the editor: handing in, passing, asking for changes, publishing, skipping."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from broadsheet.newsroom.models import Clearance, Story
from broadsheet.newsroom.queries import published
from broadsheet.staff.models import User
from tests.factories import (
    a_draft,
    a_round,
    a_section,
    a_way,
    cora,
    desk_of,
    dina,
    ed,
    lea,
    passed,
    pru,
    rosa,
)
from tests.permissions.forms import edit, form_of, owned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PUBLISH = {"action-publish": "1"}
HAND_IN = {"action-submit": "1"}
SIGNED = {"bylines-TOTAL_FORMS": 0}
"""Its byline stays as it is: the form of the tests adds one each time."""

PASS = {**SIGNED, "action-workflow-action": "1", "workflow-action-name": "approve"}


def act(who: User, story: Story, name: str, **data: str) -> Any:
    """Do what a button of a step on the dashboard does."""
    story = Story.objects.get(pk=story.pk)
    key = story.current_workflow_task_state.pk
    address = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, name, key])
    return desk_of(who).post(address, data)


def form(who: User, story: Story) -> str:
    return shown(desk_of(who), reverse("wagtailadmin_pages:edit", args=[story.pk]))


def shown(desk: Client, address: str) -> str:
    return desk.get(address).content.decode()


def now(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def test_a_story_goes_from_the_reporter_to_readers_and_everybody_does_their_part() -> None:
    a_way()
    story = owned(a_draft("The harbour"), rosa())
    assert "Next: hand it in to “Desk, copy”" in form(rosa(), story)
    assert edit(desk_of(rosa()), story, **HAND_IN).status_code == 302
    assert edit(desk_of(rosa()), story, title="Mine").status_code == 302
    assert now(story).get_latest_revision_as_object().title == "The harbour"

    page = form(dina(), story)
    assert "Next: Desk passes it, or asks for changes." in page
    assert "Pass with a remark" in page
    act(dina(), story, "reject")
    assert now(story).workflow_in_progress, "Nobody is sent back without a word."
    act(dina(), story, "reject", comment="Which harbour?")
    page = form(rosa(), story)
    assert "“Desk” asked for changes: Which harbour?" in page
    assert "Resubmit to Desk" in page
    edit(desk_of(rosa()), now(story), title="The harbour of Odessa", **HAND_IN)

    edit(desk_of(dina()), now(story), title="Odessa’s harbour", **PASS)
    assert "Pass" in form(cora(), story)
    assert "Publish" not in form(cora(), story).split("footer")[-1]
    edit(desk_of(cora()), now(story), title="Odessa’s harbour", **PASS)
    assert not published().exists()
    page = form(pru(), story)
    assert "Ready." in page
    assert "passed by Cora" in page
    answer = edit(desk_of(pru()), now(story), title="Odessa’s harbour", **SIGNED, **PUBLISH)
    assert answer.status_code == 302
    assert published().get().title == "Odessa’s harbour"


def test_publishing_too_early_asks_why_and_keeps_the_answer() -> None:
    a_way()
    story = owned(a_draft("Quake"), rosa())
    a_round(story)
    page = edit(desk_of(dina()), story, **PUBLISH).content.decode()
    assert "isn’t ready: it is at the step “Desk”" in page
    assert "Why it can’t wait" in page
    assert not published().exists()
    answer = edit(desk_of(dina()), now(story), **PUBLISH, skip_reason="The bridge is down.")
    assert answer.status_code == 302
    assert list(published()) == [story]
    skip = Clearance.objects.get()
    assert (skip.by, skip.reason) == (dina(), "The bridge is down.")
    history = shown(desk_of(pru()), reverse("wagtailadmin_pages:history", args=[story.pk]))
    assert "Steps skipped: The bridge is down." in history
    assert "Steps skipped: The bridge is down." in shown(desk_of(pru()), "/-/desk/reports/audit/")


def test_a_new_story_is_published_at_once_with_a_reason_alone() -> None:
    a_way()
    desk, section = desk_of(dina()), a_section()
    address = f"/-/desk/pages/add/broadsheet_newsroom/story/{section.pk}/"
    new = form_of(Story(title="Quake", slug="quake"), **PUBLISH)
    assert "hasn’t gone through “Desk, copy”" in desk.post(address, new).content.decode()
    assert not Story.objects.exists()
    assert desk.post(address, {**new, "skip_reason": "It shook."}).status_code == 302
    assert published().get().clearances.get().reason == "It shook."


def test_who_may_not_publish_skips_nothing() -> None:
    a_way()
    story = owned(a_draft("Quake"), rosa())
    for who in (rosa(), cora()):
        edit(desk_of(who), now(story), **PUBLISH, skip_reason="I want it out.")
        address = reverse("story_holds", args=[story.pk])
        page = desk_of(who).get(address).content.decode()
        assert "Who may publish it can skip them with a reason." in page
        answer = desk_of(who).post(address, {"act": "skip", "skip-reason": "I want it out."})
        assert answer.status_code in {302, 403}
    assert not Clearance.objects.exists()
    assert not published().exists()


def test_steps_are_skipped_on_the_page_of_holds_before_many_are_published() -> None:
    a_way()
    story = a_draft("Quake")
    bulk = f"/-/desk/bulk/wagtailcore/page/publish/?next=/-/desk/&id={story.pk}"
    desk = desk_of(pru())
    page = desk.post(bulk, follow=True).content.decode()
    assert "“Quake” isn’t ready: it hasn’t gone through “Desk, copy”." in page
    holds = reverse("story_holds", args=[story.pk])
    assert "This field is required" in desk.post(holds, {"act": "skip"}).content.decode()
    page = desk.post(holds, {"act": "skip", "skip-reason": "News."}, follow=True).content.decode()
    assert "Skipped by Pru" in page
    desk.post(bulk)
    assert list(published()) == [story]


def test_a_text_before_the_lawyer_stays_as_it_is_and_takes_her_remarks() -> None:
    a_way(legal=True)
    story = owned(a_draft("The harbour"), rosa())
    legal = a_round(story).workflow.tasks.get(name="Legal").specific
    lea().groups.add(legal.groups.get())
    passed(story, dina(), cora())
    assert "Only reviewers for this task can edit" in form(ed(), story)
    edit(desk_of(ed()), now(story), title="Of Ed")
    remark = {
        "comments-TOTAL_FORMS": 1,
        "comments-0-id": "",
        "comments-0-text": "Says who?",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        **{f"comments-0-replies-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")},
    }
    edit(desk_of(lea()), now(story), **remark)
    assert Comment.objects.get().user == lea()
    assert now(story).get_latest_revision_as_object().title == "The harbour"
    act(lea(), story, "approve")
    assert Clearance.objects.get().by == lea()
