"""What is heard of the steps of planned stories. Thin: Wagtail writes its own letters of them."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, TaskState
from wagtail.signals import task_rejected, task_submitted

from broadsheet.newsroom.models import Plan
from broadsheet.newsroom.planning.notices.acts import tell
from broadsheet.newsroom.planning.notices.models import NoticeKind


@receiver(task_submitted, sender=TaskState)
def tell_of_a_step(instance: TaskState, user: Any = None, **_kwargs: Any) -> None:
    """Whose plan it was is told at which step their story is."""
    _tell(instance, NoticeKind.STEP, user)


@receiver(task_rejected, sender=TaskState)
def tell_of_changes_asked_for(instance: TaskState, user: Any = None, **_kwargs: Any) -> None:
    """Whose plan it was is told that their story was sent back."""
    _tell(instance, NoticeKind.SENT_BACK, user)


def _tell(turn: TaskState, kind: NoticeKind, user: Any) -> None:
    page = turn.workflow_state.content_object
    plan = Plan.objects.filter(story=page.pk).first() if isinstance(page, Page) else None
    if plan:
        tell(plan=plan, kind=kind, to=[plan.assignee_id], by=user, step=turn.task.name, mail=False)
