"""What somebody has looked at and found right as it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SilencedFinding(models.Model):
    """A finding of a check that isn't shown again under this story."""

    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="silenced"
    )
    digest = models.CharField(max_length=64)
    says = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["story", "digest"], name="a_finding_is_silenced_once")
        ]

    def __str__(self) -> str:
        return self.says
