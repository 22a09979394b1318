"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding: the search page and related stories."""

    name = "broadsheet.search"
    label = "broadsheet_search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"
