"""The room's registration with Django."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class MastheadConfig(AppConfig):
    """Who we are: name, nameplate, contact, policies, place and zone."""

    name = "broadsheet.masthead"
    label = "broadsheet_masthead"
    verbose_name = "Masthead"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers, and tell the press what it reads of us."""
        importlib.import_module("broadsheet.masthead.receivers")
        importlib.import_module("broadsheet.masthead.keys").declare_all()
