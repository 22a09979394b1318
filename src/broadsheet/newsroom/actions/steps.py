"""The acts on the steps that stories go through. Handing in and passing are Wagtail's."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Task, Workflow, WorkflowTask

from broadsheet.newsroom.models import CopyStep, DeskStep, LegalStep, Story
from broadsheet.newsroom.saving.staleness import take_turn
from broadsheet.newsroom.steps.clearing import note_skipped, why_not_ready
from broadsheet.staff.roles import COPY_EDITOR


@transaction.atomic
def skip_steps(*, story: Story, reason: str, by: Any = None) -> None:
    """Let the newest text of a story be public without its steps. It isn't yet.

    A round that is under way is over. Raises ValidationError without a reason, or where
    nothing is to be skipped. Who asks has the right to publish; nothing here looks at that.
    """
    take_turn(story.pk)
    newest: Story = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    if not why_not_ready(newest):
        raise ValidationError(_("No step keeps it from being published."))
    if not reason.strip():
        raise ValidationError(_("Say why: the reason is kept with the story."))
    note_skipped(newest, reason.strip(), by)
    if round_ := newest.current_workflow_state:
        round_.cancel(user=by)


@transaction.atomic
def define_workflows() -> None:
    """Make “Desk, copy” and “Desk, copy, legal” for sections to choose; no section has one by it.

    Does nothing in a paper that has ever had our steps: it may have others now.
    """
    if DeskStep.objects.exists():
        return
    desk = DeskStep.objects.create(name=_("Desk"))
    copy = CopyStep.objects.create(name=_("Copy"))
    copy.groups.add(Group.objects.get_or_create(name=COPY_EDITOR.name)[0])
    legal = LegalStep.objects.create(name=_("Legal"))
    legal.groups.add(Group.objects.get_or_create(name="Legal")[0])
    _way(_("Desk, copy"), desk, copy)
    _way(_("Desk, copy, legal"), desk, copy, legal)


def _way(name: str, *steps: Task) -> None:
    workflow = Workflow.objects.create(name=name)
    for place, step in enumerate(steps):
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=place)
