"""The room's registration with Django."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """What we write: stories, bylines, sections, authors, blocks."""

    name = "broadsheet.newsroom"
    label = "broadsheet_newsroom"
    verbose_name = "Newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers, register the rights, and tell the press what it reads of us."""
        importlib.import_module("broadsheet.newsroom.receivers")
        importlib.import_module("broadsheet.newsroom.rights.finding").register()
        importlib.import_module("broadsheet.newsroom.rights.hooks")
        importlib.import_module("broadsheet.newsroom.steps.hooks")
        importlib.import_module("broadsheet.newsroom.coming.hooks")
        importlib.import_module("broadsheet.newsroom.live.hooks")
        importlib.import_module("broadsheet.newsroom.planning.hooks")
        importlib.import_module("broadsheet.newsroom.planning.receivers")
        importlib.import_module("broadsheet.newsroom.planning.notices.hearing")
        importlib.import_module("broadsheet.newsroom.steps.letters").connect_all()
        importlib.import_module("broadsheet.newsroom.watched").declare_all()
