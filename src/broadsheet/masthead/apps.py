"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class MastheadConfig(AppConfig):
    """Who we are: name, nameplate, contact, policies, place and zone."""

    name = "broadsheet.masthead"
    label = "broadsheet_masthead"
    verbose_name = "Masthead"
    default_auto_field = "django.db.models.BigAutoField"
