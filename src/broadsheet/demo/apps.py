"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo newspaper."""

    name = "broadsheet.demo"
    label = "broadsheet_demo"
    verbose_name = "Demo"
