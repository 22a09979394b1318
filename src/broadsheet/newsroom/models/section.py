"""Where stories live."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from broadsheet.lib.served import Served
from broadsheet.masthead.rights import ShapeRights

TAKEN = {"authors", "topics", "newsletters", "corrections", "sitemaps", "media", "feed", "-"}


class Section(Served, Page):
    """A section or, under another, a sub-section of the paper."""

    # Wagtail's page would else have a ``section`` of its own, where a story has its.
    page_ptr = models.OneToOneField(
        Page, parent_link=True, on_delete=models.CASCADE, related_name="as_section"
    )
    description = models.TextField(_("description"), blank=True)

    reader_view = "broadsheet.fronts.views.front.show_section"
    parent_page_types: ClassVar[list[str]] = [
        "broadsheet_masthead.HomePage",
        "broadsheet_newsroom.Section",
    ]
    subpage_types: ClassVar[list[str]] = [
        "broadsheet_newsroom.Section",
        "broadsheet_newsroom.Story",
    ]
    private_page_options: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("description")]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.FilterField("title")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def permissions_for_user(self, user: Any) -> ShapeRights:
        """Return what somebody may do to the section; what lies in it has rights of its own."""
        return ShapeRights(user, self)

    def clean(self) -> None:
        """Refuse a slug that would hide a page of ours, or a year's archive."""
        super().clean()
        if self.slug in TAKEN or re.fullmatch(r"\d{4}", self.slug or ""):
            raise ValidationError({"slug": _("This address is the newspaper's own.")})
