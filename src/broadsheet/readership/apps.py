"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ReadershipConfig(AppConfig):
    """What readers read, counted without knowing any of them."""

    name = "broadsheet.readership"
    label = "broadsheet_readership"
    verbose_name = "Readership"
    default_auto_field = "django.db.models.BigAutoField"
