"""The room's registration with Django."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class WireConfig(AppConfig):
    """Machine formats: what goes out to machines and comes in from them."""

    name = "broadsheet.wire"
    label = "broadsheet_wire"
    verbose_name = "Wire"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers."""
        importlib.import_module("broadsheet.wire.webhooks.receivers")
        importlib.import_module("broadsheet.wire.websub.receivers")
        importlib.import_module("broadsheet.wire.indexnow.receivers")
        importlib.import_module("broadsheet.wire.applenews.receivers")
