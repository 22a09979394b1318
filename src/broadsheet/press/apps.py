"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PressConfig(AppConfig):
    """Pages as bytes: printed, kept fresh, served."""

    name = "broadsheet.press"
    label = "broadsheet_press"
    verbose_name = "Press"
    default_auto_field = "django.db.models.BigAutoField"
