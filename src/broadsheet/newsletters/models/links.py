"""How often a number's links were followed, where a list counts that."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.newsletters.models.numbers import Number


class Link(models.Model):
    """A story's address in a number, the same for all its readers, and a sum of clicks.

    Who clicked isn't known: the address that a letter shows names this row and no reader.
    """

    number = models.ForeignKey(Number, on_delete=models.CASCADE, related_name="links")
    path = models.CharField(_("leads to"), max_length=500)
    clicks = models.PositiveIntegerField(_("clicks"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ("pk",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("number", "path"), name="number_has_a_link_once"),
            models.CheckConstraint(
                condition=models.Q(path__startswith="/") & ~models.Q(path__startswith="//"),
                name="link_leads_into_the_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.path}"
