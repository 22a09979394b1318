"""The room's registration with Django."""

from __future__ import annotations

import importlib

from django.apps import AppConfig, apps

from broadsheet.lib.diverted import divert


class NewslettersConfig(AppConfig):
    """Readers who want to hear from us: lists, consents and the outbox."""

    name = "broadsheet.newsletters"
    label = "broadsheet_newsletters"
    verbose_name = "Newsletters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the press what it reads of us; hear of releases, and of a mail provider's news."""
        importlib.import_module("broadsheet.newsletters.keys").declare_all()
        importlib.import_module("broadsheet.newsletters.sending.releases").listen()
        importlib.import_module("broadsheet.newsletters.coming").listen()
        divert()
        if apps.is_installed("anymail"):
            provider = importlib.import_module("broadsheet.newsletters.returns.provider")
            importlib.import_module("anymail.signals").tracking.connect(provider.hear)
