"""Addresses that stories had."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerAddress(models.Model):
    """An address that once answered, and what it answers for ever: 301, or 410.

    With a story it leads to that story's address; without one the story is gone.
    """

    address = models.CharField(_("address"), max_length=255, unique=True)
    story = models.ForeignKey(
        "broadsheet_newsroom.Story",
        null=True,
        on_delete=models.SET_NULL,
        related_name="former_addresses",
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.address
