"""Words that somebody wrote into a story's form and that no revision has."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """Why the words of a form didn't become a revision."""

    SAVING = "saving", _("the save did not finish")
    STALE = "stale", _("somebody saved the story in the meantime")
    SIGNED_OUT = "signed_out", _("you were no longer signed in")
    FAILED = "failed", _("the save failed")
    REFUSED = "refused", _("you may no longer edit the story")
    GONE = "gone", _("the story is no longer there")


class SetAside(models.Model):
    """What one person's form of a story held when it couldn't be saved: the person's alone.

    ``posted`` is the form as the browser sent it, by the names of its fields. ``based_on`` is
    the revision that it was written on, as that was at ``loaded_at``: autosaving changes one.
    It waits until it is settled: merged into a revision, or put away, which keeps it.
    """

    story = models.ForeignKey(
        "broadsheet_newsroom.Story", null=True, on_delete=models.SET_NULL, related_name="set_aside"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="set_aside"
    )
    why = models.CharField(max_length=10, choices=Why.choices)
    based_on = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    loaded_at = models.DateTimeField(null=True)
    posted = models.JSONField()
    digest = models.CharField(max_length=64)
    kept_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("unmerged text")
        verbose_name_plural = _("unmerged texts")
        ordering: ClassVar[list[str]] = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "story", "digest"],
                condition=Q(settled_at__isnull=True),
                name="the_same_words_wait_once",
            ),
            models.CheckConstraint(condition=Q(why__in=Why.values), name="set_aside_for_a_reason"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(settled_at__isnull=False),
                name="what_is_merged_is_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or str(self.story or "…")

    @property
    def headline(self) -> str:
        """Return the headline as it stood in the form."""
        return self.first("title")

    def first(self, name: str) -> str:
        """Return what a field of the form held; nothing for one that isn't there."""
        values: list[Any] = self.posted.get(name) or [""]
        return str(values[0])


class Autosave(models.Model):
    """Which open form a revision was kept from, while somebody typed into it.

    A form never overwrites anybody by saving after its own autosave, though that is newer
    than what it had loaded. ``began``: the autosave made the story, and was its only one.
    """

    revision = models.OneToOneField(
        "wagtailcore.Revision", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    form = models.CharField(max_length=64)
    saved_at = models.DateTimeField()
    began = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.revision_id} · {self.saved_at:%Y-%m-%d %H:%M:%S}"
