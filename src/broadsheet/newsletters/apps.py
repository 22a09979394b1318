"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    """Readers who want to hear from us: lists, consents and the outbox."""

    name = "broadsheet.newsletters"
    label = "broadsheet_newsletters"
    verbose_name = "Newsletters"
    default_auto_field = "django.db.models.BigAutoField"
