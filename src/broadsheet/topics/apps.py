"""The room's registration with Django."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """What stories are about: people, places, organisations, events, subjects."""

    name = "broadsheet.topics"
    label = "broadsheet_topics"
    verbose_name = "Topics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the press what it reads of us."""
        importlib.import_module("broadsheet.topics.keys").declare_all()
