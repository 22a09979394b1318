"""The room's registration with Django."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class FrontsConfig(AppConfig):
    """What we choose to show: fronts, picks, Latest, Don't Miss, the strip."""

    name = "broadsheet.fronts"
    label = "broadsheet_fronts"
    verbose_name = "Fronts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the press what it reads of us."""
        importlib.import_module("broadsheet.fronts.keys").declare_all()
        importlib.import_module("broadsheet.fronts.coming").listen()
