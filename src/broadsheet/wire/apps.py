"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class WireConfig(AppConfig):
    """Machine formats: what goes out to machines and comes in from them."""

    name = "broadsheet.wire"
    label = "broadsheet_wire"
    verbose_name = "Wire"
    default_auto_field = "django.db.models.BigAutoField"
