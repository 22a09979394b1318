"""The editor asks what kind of change a change of a public story is, where it matters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import rich_text, streamfield

from broadsheet.lib import clock
from broadsheet.newsroom import tasks
from broadsheet.newsroom.amending import UNASKED
from broadsheet.newsroom.models import Answer, ChangeKind, Story
from tests.factories import a_draft, a_story, desk_of, ed, max_reads, pru, rosa
from tests.newsroom.test_editor import form_of

pytestmark = pytest.mark.django_db

QUESTION = "a fact of it would be another"
WAS, IS = "The harbour was loud: 14 boats.", "The harbour was loud: 40 boats."
CORRECTION = {"change_kind": "correction", "change_text": "There were 40.", "change_wrong": "14"}


def a_public_story() -> Story:
    return a_story(body=[("paragraph", f"<p>{WAS}</p>")])


def send(story: Story, words: str = IS, *, by: Any = None, **more: Any) -> Any:
    """Send the story's form with these words and the button “Publish”, or another."""
    body = streamfield([("paragraph", rich_text(f"<p>{words}</p>"))])
    form = form_of(story, body={}, **more)
    form |= {f"body-{key}": value for key, value in _flat(body)}
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return desk_of(by or pru()).post(address, {k: v for k, v in form.items() if v is not None})


def _flat(value: Any, above: str = "") -> Any:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{above}{key}-")
        else:
            yield f"{above}{key}", inner


def shown(story: Story) -> str:
    return max_reads().get(story.address).content.decode()


def test_the_form_asks_and_nothing_is_published_and_no_word_is_lost() -> None:
    story = a_public_story()
    answer = send(story)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert QUESTION in page
    assert "<del>14</del> <ins>40</ins>" in page
    assert "loud: 40 boats" in page
    assert "14 boats" in shown(story)
    assert story.versions.count() == 1


def test_what_is_answered_is_told_to_readers() -> None:
    story = a_public_story()
    assert send(story, **CORRECTION).status_code == 302
    page = shown(story)
    assert "loud: 40 boats" in page
    assert "There were 40." in page
    assert story.amendments.get().by == pru()


def test_a_correction_without_a_note_is_refused_and_a_typo_needs_none() -> None:
    story = a_public_story()
    answer = send(story, change_kind="correction")
    assert "Write the note that readers will see." in answer.content.decode()
    assert "14 boats" in shown(story)
    assert send(story, change_kind="typo").status_code == 302
    assert "40 boats" in shown(story)


@pytest.mark.parametrize("words", ["The harbour was very loud: 14 boats.", WAS])
def test_nothing_is_asked_where_no_fact_is_altered(words: str) -> None:
    story = a_public_story()
    assert send(story, words).status_code == 302
    assert not story.amendments.exists()


def test_nothing_is_asked_of_what_nobody_has_read_nor_of_a_draft() -> None:
    draft, story = a_draft(), a_public_story()
    assert send(draft).status_code == 302
    assert send(story, **{"action-publish": None}).status_code == 302
    assert "14 boats" in shown(story)


def test_a_change_that_is_scheduled_is_asked_about_now_and_told_of_then() -> None:
    story = a_public_story()
    later = clock.now() + timedelta(days=3)
    hour = {"go_live_at": f"{later:%Y-%m-%d %H:%M}"}
    assert QUESTION in send(story, **hour).content.decode()
    assert send(story, **hour, **CORRECTION).status_code == 302
    assert "There were 40." not in shown(story)
    with time_machine.travel(later + timedelta(days=1), tick=False):  # the hour is the paper’s
        assert tasks.publish_due() == 1
    assert "There were 40." in shown(story)


def test_who_sends_a_change_for_review_answers_and_who_approves_and_publishes_need_not() -> None:
    story = a_public_story()
    task = GroupApprovalTask.objects.create(name="Read by an editor")
    task.groups.add(Group.objects.get(name="Managing editor"))
    flow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=flow, page=story.section)
    Story.objects.filter(pk=story.pk).update(owner=rosa())
    submit = {"action-publish": None, "action-submit": "1"}
    assert QUESTION in send(story, by=ed(), **submit).content.decode()
    assert send(story, by=ed(), **submit, **CORRECTION).status_code == 302
    assert Answer.objects.get().kind == ChangeKind.CORRECTION
    form = desk_of(ed()).get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    assert "There were 40." in form.content.decode()
    state = story.workflow_states.get().current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.pk])
    desk_of(ed()).post(approve)
    assert "There were 40." not in shown(story)
    send(Story.objects.get(pk=story.pk), by=ed(), **CORRECTION)  # as it stands in his form
    assert "There were 40." in shown(story)
    assert not PageLogEntry.objects.filter(action=UNASKED).exists()


def test_a_note_is_put_on_a_story_from_its_page_of_changes() -> None:
    story = a_public_story()
    address = reverse("story_corrections", args=[story.pk])
    note = {"kind": "retraction", "text": "It was made up.", "wrong": "", "after": ""}
    desk = desk_of(pru())
    assert desk.post(address, {**note, "text": ""}).status_code == 200
    assert not story.amendments.exists()
    page = desk.post(address, note, follow=True).content.decode()
    assert "It was made up." in page
    assert "Take the retraction back" in page
    assert "Retracted: " in shown(story)
    desk.post(address, {**note, "text": "It was not.", "reinstate": "1"})
    assert "Retracted: " not in shown(story)


def test_a_reporter_tells_readers_nothing() -> None:
    story = a_public_story()
    Story.objects.filter(pk=story.pk).update(owner=rosa())
    address = reverse("story_corrections", args=[story.pk])
    note = {"kind": "correction", "text": "It was 40."}
    assert desk_of(rosa()).post(address, note).status_code in {302, 403}
    assert not story.amendments.exists()


def test_a_story_that_is_not_public_has_nobody_to_be_told() -> None:
    story = a_draft()
    address = reverse("story_corrections", args=[story.pk])
    answer = desk_of(pru()).post(address, {"kind": "correction", "text": "It was 40."})
    assert "there is nobody to tell" in answer.content.decode()


def test_the_page_of_changes_says_who_changed_what_when() -> None:
    story = a_public_story()
    send(story, **CORRECTION)
    page = desk_of(ed()).get(reverse("story_corrections", args=[story.pk])).content.decode()
    for words in ("1 → 2", "There were 40.", "Pru", "correction"):
        assert words in page, words
