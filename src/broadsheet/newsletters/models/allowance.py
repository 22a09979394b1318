"""How often something may be done in a while."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """How much of an allowance is used since ``since``; ``key`` says whose and for what."""

    key = models.CharField(max_length=100, unique=True)
    since = models.DateTimeField(db_index=True)
    used = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key}: {self.used}"
