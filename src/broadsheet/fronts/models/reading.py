"""The temperature."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """The last answer of the weather service: one row."""

    celsius = models.FloatField(null=True)
    observed_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=255, blank=True)
    last_modified = models.CharField(max_length=255, blank=True)
    expires_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("weather reading")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_weather_reading")]

    def __str__(self) -> str:
        return "—" if self.celsius is None else f"{self.celsius:.1f} °C"
