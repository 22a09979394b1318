"""What lets a text be public where stories go through steps: it passed, or was skipped."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Clearance(models.Model):
    """One text of a story that may be public: all steps passed, or skipped for a reason.

    ``parts`` is that text, as ``steps.parts`` tells one from another: the revision that holds
    it may be saved over, or be purged. Never changed once it is kept.
    """

    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="clearances"
    )
    workflow_state = models.ForeignKey(
        "wagtailcore.WorkflowState", null=True, on_delete=models.CASCADE, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    parts = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(workflow_state__isnull=False) & Q(reason=""))
                | (Q(workflow_state__isnull=True) & ~Q(reason="")),
                name="steps_are_passed_or_skipped_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.story}: {self.reason or self.workflow_state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new clearance. Raises TypeError for one that is kept already."""
        if not self._state.adding:
            raise TypeError("What was passed, or skipped, is not changed.")
        super().save(*args, **kwargs)

    @property
    def is_skip(self) -> bool:
        """Whether the steps were skipped."""
        return self.workflow_state_id is None
