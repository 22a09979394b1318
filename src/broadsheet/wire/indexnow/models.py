"""What changed, and the outbox of what search engines are to be told of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock
from broadsheet.wire.webhooks.models import Sending


class ChangedAddress(models.Model):
    """An address at which something changed; once more for each change, so that none is waited for.

    Two who publish at once never write the same row.
    """

    path = models.CharField(max_length=255)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("changed address")
        verbose_name_plural = _("changed addresses")
        default_permissions = ()

    def __str__(self) -> str:
        return self.path


class Announcement(Sending):
    """Changed addresses that go together; ``paths`` names each once."""

    paths = models.JSONField()

    class Meta(Sending.Meta):
        abstract = False
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    def __str__(self) -> str:
        return f"{len(self.paths)} × {self.created:%Y-%m-%d %H:%M}"
