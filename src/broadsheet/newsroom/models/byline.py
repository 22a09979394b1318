"""Who made a story, in order."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Role(models.TextChoices):
    """What somebody did for a story."""

    BY = "by", _("by")
    REPORTING = "reporting", _("reporting")
    PHOTOGRAPHS = "photographs", _("photographs")
    EDITING = "editing", _("editing")
    TRANSLATION = "translation", _("translation")
    DATA = "data", _("data")


class Byline(Orderable):
    """One credit: an author of ours, or a name as it came with the copy."""

    story = ParentalKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="bylines"
    )
    author = models.ForeignKey(
        "broadsheet_newsroom.Author",
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bylines",
    )
    name = models.CharField(
        _("name"), max_length=160, blank=True, help_text=_("Of somebody without a page here.")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.BY)

    panels: ClassVar[list[Any]] = [
        FieldPanel("author"),
        FieldPanel("name"),
        FieldPanel("role"),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(author__isnull=False) | ~models.Q(name=""),
                name="byline_names_somebody",
                violation_error_message=_("Choose an author or write a name."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.display_name}"

    @property
    def display_name(self) -> str:
        """Return the name that readers see."""
        return self.author.name if self.author else self.name
