"""The room's registration with Django."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    """Pictures and documents, with credit, caption, rights and crops."""

    name = "broadsheet.photos"
    label = "broadsheet_photos"
    verbose_name = "Photos"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the press what it reads of us."""
        importlib.import_module("broadsheet.photos.keys").declare_all()
