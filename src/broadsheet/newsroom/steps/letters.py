"""Letters to those whose turn it is: Wagtail's own, sent when what they tell of is saved.

Wagtail sends them while it saves, and knows of no desks. A mail server that is slow or away
holds nobody up here, and keeps nothing from being saved. Who wants none says so under *Account*.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.dispatch import Signal
from wagtail.admin import signal_handlers
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier, Notifier
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from broadsheet.newsroom.models import DeskStep


class DeskNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Writes to a story's desk that it is there; to publishers where there is nobody else."""

    def can_handle(self, instance: Any, **_kwargs: Any) -> bool:
        """Say whether the step is a desk."""
        return isinstance(instance, TaskState) and isinstance(instance.task.specific, DeskStep)

    def get_recipient_users(self, task_state: Any, **kwargs: Any) -> Any:
        """Return who may publish there, but for the person who handed it in."""
        page, by = task_state.workflow_state.content_object, kwargs.get("user")
        policy: Any = policy_registry.get_by_type(Page)
        asked = policy.users_with_permission_for_instance("publish", page)
        others = get_user_model().objects.filter(pk__in=asked.values("pk"))
        others = others.exclude(pk=by.pk) if by else others
        desk = others.filter(is_superuser=False)
        return desk if desk.exists() else others


def _later(notifier: Notifier, **told: Any) -> None:
    transaction.on_commit(lambda: notifier(**told), robust=True)


def _connect(signal: Signal, sender: type, name: str, notifier: Notifier) -> None:
    """Have a notifier write later; with Wagtail's name for it, it takes its place."""
    signal.disconnect(sender=sender, dispatch_uid=name)
    signal.connect(partial(_later, notifier), sender=sender, dispatch_uid=name, weak=False)


def connect_all() -> None:
    """Take the place of Wagtail's letters about what goes through steps."""
    handlers, state = signal_handlers, "workflow_state_{}_email_notification".format
    asked = "group_approval_task_submitted_email_notification"
    _connect(task_submitted, TaskState, asked, handlers.task_submission_email_notifier)
    _connect(task_submitted, TaskState, "desk_submitted", DeskNotifier())
    for signal, what, notifier in (
        (workflow_submitted, "submitted", handlers.workflow_submission_email_notifier),
        (workflow_rejected, "rejected", handlers.workflow_rejection_email_notifier),
        (workflow_approved, "approved", handlers.workflow_approval_email_notifier),
    ):
        _connect(signal, WorkflowState, state(what), notifier)
