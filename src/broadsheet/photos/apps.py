"""The room's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    """Pictures and documents, with credit, caption, rights and crops."""

    name = "broadsheet.photos"
    label = "broadsheet_photos"
    verbose_name = "Photos"
    default_auto_field = "django.db.models.BigAutoField"
