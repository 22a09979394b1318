"""Links with which somebody outside reads a text before it is public."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock


class PreviewLink(models.Model):
    """One person's way to one version of a story, until it ends.

    The secret is in the link alone; what is kept of it doesn't lead back to it.
    """

    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="preview_links"
    )
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    reader = models.CharField(
        _("for whom"), max_length=80, help_text=_("Stands across the page that they see.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="preview_link_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story} · {self.reader}"

    @property
    def is_open(self) -> bool:
        """Whether it still leads to the text."""
        return self.revoked_at is None and clock.now() < self.expires_at
