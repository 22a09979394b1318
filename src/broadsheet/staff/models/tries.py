"""How often somebody has tried in vain."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tries(models.Model):
    """Tries that failed since ``since``; after too many, none is looked at before ``until``.

    ``key`` says whose and of what kind, as a digest: people type passwords where names belong.
    """

    key = models.CharField(max_length=64, unique=True)
    failed = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    last = models.DateTimeField(db_index=True)
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("failed tries")
        verbose_name_plural = _("failed tries")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.failed}"
