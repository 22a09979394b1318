"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """What a reader sees."""

    name = "broadsheet.themes"
    label = "broadsheet_themes"
    verbose_name = "Themes"
