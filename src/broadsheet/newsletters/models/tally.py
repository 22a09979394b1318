"""How many readers a list had, month by month."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.newsletters.models.readers import List


class Tally(models.Model):
    """A list's month (which begins on ``month``, where the paper is), as it was last counted.

    ``readers`` are those on the list then; ``joined`` and ``left`` did so during the month. Sums
    alone: they stay when a reader is forgotten.
    """

    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="tallies")
    month = models.DateField(_("month"))
    readers = models.PositiveIntegerField(_("readers"))
    joined = models.PositiveIntegerField(_("joined"))
    left = models.PositiveIntegerField(_("left"))
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        ordering = ("month",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("list", "month"), name="list_has_a_tally_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.list} · {self.month:%Y-%m}: {self.readers}"
