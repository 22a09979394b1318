"""What we choose to show."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
)


class Place(models.TextChoices):
    """Where picks stand."""

    FRONT = "front", _("on the front")
    DONT_MISS = "dont-miss", _("in Don't Miss")


class Front(PreviewableMixin, LockableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """The arrangement of the home page (no section) or of a section's front."""

    section = models.OneToOneField(
        "broadsheet_newsroom.Section",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="front",
        help_text=_("None: the home page."),
    )
    panels: ClassVar[list[Any]] = [
        FieldPanel("section"),
        InlinePanel("picks", heading=_("Picks, in their order"), label=_("pick")),
    ]

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(section__isnull=True), name="one_home_front"
            )
        ]

    def __str__(self) -> str:
        return self.section.title if self.section else str(_("Home"))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the front as it would be, by the view that readers get."""
        name = "show_section" if self.section else "show_home"
        view = import_string(f"broadsheet.fronts.views.front.{name}")
        return view(request, self.section, preview=True, front=self)


class Pick(Orderable):
    """An editor's choice of a story, for a place, perhaps until some hour."""

    front = ParentalKey(Front, on_delete=models.CASCADE, related_name="picks")
    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="picks"
    )
    place = models.CharField(_("place"), max_length=10, choices=Place.choices, default=Place.FRONT)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    panels: ClassVar[list[Any]] = [
        PageChooserPanel("story"),
        FieldPanel("place"),
        FieldPanel("ends_at"),
    ]

    def __str__(self) -> str:
        return f"{self.story} {self.get_place_display()}"
