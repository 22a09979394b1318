"""The room's registration with Django."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Who works here: users and their roles."""

    name = "broadsheet.staff"
    label = "broadsheet_staff"
    verbose_name = "Staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers."""
        importlib.import_module("broadsheet.staff.receivers")
        importlib.import_module("broadsheet.staff.signin.receivers")
