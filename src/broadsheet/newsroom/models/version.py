"""What readers read, each time that it changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.newsroom.changes.words import Words


class Version(models.Model):
    """The words of a story from one publication to the next. Never changed once it is kept.

    Not a revision: those are the newsroom's own, many of them never published, and may be
    purged.
    """

    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    published_at = models.DateTimeField(_("published"))
    stored_words = models.JSONField()
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="version_of_a_number_is_one"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_begin_with_one"),
        ]

    def __str__(self) -> str:
        return f"{self.words.headline} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new version. Raises TypeError for one that is kept already."""
        if not self._state.adding:
            raise TypeError("What readers have read is not changed.")
        super().save(*args, **kwargs)

    @property
    def words(self) -> Words:
        """Return what was to be read."""
        return Words.restored(self.stored_words)
