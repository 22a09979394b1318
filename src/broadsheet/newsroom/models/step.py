"""The steps that a story goes through: Wagtail's tasks, with the newsroom's people asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState
from wagtail.permissions import policy_registry

Actions = list[tuple[str, str | Promise, bool]]


class RequestForm(TaskStateCommentForm):
    """What is to be changed: nobody is sent back without a word."""

    comment = forms.CharField(
        label=_("What should be changed?"),
        help_text=_("Remarks on single words can be made beside them, with the text open."),
        widget=forms.Textarea({"rows": 3}),
    )


class Step:
    """What our steps have in common. A mixin of ``Task``."""

    def is_asked(self, obj: Any, user: Any) -> bool:
        """Say whether it is for this person to pass the text, or to ask for changes."""
        raise NotImplementedError

    def get_actions(self, obj: Any, user: Any) -> Actions:
        """Return what who is asked can do."""
        if not self.is_asked(obj, user):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Pass"), False),
            ("approve", _("Pass with a remark"), True),
        ]

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        """Ask for words where they are needed."""
        return RequestForm if action == "reject" else TaskStateCommentForm

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Say whether who is asked may open the text."""
        return self.is_asked(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """Say whether who is asked may keep the text to themselves for a while."""
        return self.is_asked(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Leave the text open to whoever may change it: nothing they do is passed unread."""
        return False


class DeskStep(Step, Task):
    """The desk that answers for the story's section, managing editors and publishers."""

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")

    def is_asked(self, obj: Any, user: Any) -> bool:
        """Say whether the user may publish there: that is what a desk is."""
        if isinstance(obj, Page):
            return bool(obj.permissions_for_user(user).can_publish())
        return bool(user.is_superuser)

    def get_task_states_user_can_moderate(self, user: Any, **_kwargs: Any) -> QuerySet[TaskState]:
        """Return what waits for the user at this step."""
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        # As text, since Wagtail keeps the keys of what is in a workflow as text.
        keys = pages.annotate(key=Cast("pk", CharField())).values("key")
        return TaskState.objects.filter(
            task=self, status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=keys
        )

    @classmethod
    def get_description(cls) -> str:
        """Say whom it asks."""
        return str(_("The desk of the story’s section, managing editors and publishers"))


class GroupStep(Step, AbstractGroupApprovalTask):
    """The people of chosen groups, and publishers."""

    class Meta:
        abstract = True

    def is_asked(self, obj: Any, user: Any) -> bool:
        """Say whether the user is in one of the groups."""
        return bool(user.is_active and (user.is_superuser or self._user_in_groups(user)))


class CopyStep(GroupStep):
    """Copy editors."""

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copy")

    @classmethod
    def get_description(cls) -> str:
        """Say whom it asks."""
        return str(_("The people of groups, copy editors for instance; the text stays open"))


class LegalStep(GroupStep):
    """Those who answer for what may be said. Nobody else changes the text meanwhile."""

    class Meta:
        verbose_name = _("legal")
        verbose_name_plural = _("legal")

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Keep the text as it is while it is looked at."""
        return not self.is_asked(obj, user)

    @classmethod
    def get_description(cls) -> str:
        """Say whom it asks."""
        return str(_("The people of groups, a lawyer for instance; nobody else changes the text"))
