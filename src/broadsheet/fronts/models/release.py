"""Several stories and fronts that go live at one moment, together or not at all."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """What is to go live together: by hand, or at an hour."""

    name = models.CharField(_("name"), max_length=120)
    at = models.DateTimeField(
        _("at"), null=True, blank=True, help_text=_("Empty: when somebody releases it by hand.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    problem = models.TextField(blank=True, editable=False)
    """Why it didn't go out at its hour; empty when it did, or hasn't yet."""

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes = [
            models.Index(fields=["at"], condition=Q(released_at__isnull=True), name="release_due")
        ]

    def __str__(self) -> str:
        return self.name


class ReleaseItem(models.Model):
    """One text of a story, or one arrangement of a front, as it was when it was put in.

    What is saved later doesn't go out with it, until somebody takes the newer one.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="items")
    story = models.ForeignKey(
        "broadsheet_newsroom.Story", null=True, on_delete=models.CASCADE, related_name="+"
    )
    front = models.ForeignKey(
        "broadsheet_fronts.Front", null=True, on_delete=models.CASCADE, related_name="+"
    )
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering: ClassVar[list[Any]] = [models.F("story").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(story__isnull=False, front__isnull=True)
                | Q(story__isnull=True, front__isnull=False),
                name="a_release_item_is_a_story_or_a_front",
            ),
            models.UniqueConstraint(fields=["release", "story"], name="a_story_once_a_release"),
            models.UniqueConstraint(fields=["release", "front"], name="a_front_once_a_release"),
        ]

    def __str__(self) -> str:
        return str(self.what)

    @property
    def what(self) -> Any:
        """The story or the front."""
        return self.story or self.front

    @property
    def is_newest(self) -> bool:
        """Whether nothing was saved since it was put in."""
        return bool(self.what.latest_revision_id == self.revision_id)
