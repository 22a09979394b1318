"""What changed and hasn't been printed yet: the press's outbox in the newsroom's database."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Note(models.Model):
    """The keys that one change touched, written in the change's own transaction.

    A row stands until an edition that holds the change is in the store: a kill at any
    moment neither loses it nor prints it twice.
    """

    keys = models.JSONField(_("keys"))
    cause = models.CharField(_("cause"), max_length=200)
    at = models.DateTimeField(_("at"))
    held = models.BooleanField(default=False)
    """Whether it belongs to a long act, and is printed at the end of that (``HeldBack``)."""

    class Meta:
        verbose_name = _("change to print")
        verbose_name_plural = _("changes to print")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.cause


class HeldBack(models.Model):
    """Until when the notes that are held wait: the one row, put off again while the act goes on.

    Whoever is killed puts nothing off any more, and what it did is printed.
    """

    until = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"until {self.until}"
