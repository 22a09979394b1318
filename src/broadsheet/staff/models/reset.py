"""Asking for a new password."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ResetRequest(models.Model):
    """Somebody asked for a link to a new password; the worker sends it.

    The link is made when it is sent, so that no secret lies here. Asked for somebody who
    doesn't work here it has no user, and costs as much.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(db_index=True)
    next_try = models.DateTimeField()

    class Meta:
        verbose_name = _("request for a new password")
        verbose_name_plural = _("requests for a new password")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.asked_at)
