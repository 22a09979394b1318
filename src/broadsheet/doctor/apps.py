"""The room's registration with Django."""

from __future__ import annotations

import importlib
import pkgutil

from django.apps import AppConfig

from broadsheet.doctor import checks


class DoctorConfig(AppConfig):
    """What can be wrong with a publication's set-up, and how to mend it."""

    name = "broadsheet.doctor"
    label = "broadsheet_doctor"
    verbose_name = "Doctor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register every check: one in each module of ``checks``."""
        for module in pkgutil.iter_modules(checks.__path__):
            importlib.import_module(f"{checks.__name__}.{module.name}")
