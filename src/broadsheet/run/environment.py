"""Pointing this process, and the ones it starts, at one publication."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import django

from broadsheet.config import ConfigError

OWN_SETTINGS = "publication_settings"
"""The name under which a publication's own ``settings.py`` is imported."""


def use_publication(directory: Path) -> None:
    """Make Django's settings those of the publication in ``directory``.

    Its ``settings.py``, where there is one, is run here. Raises ConfigError when that
    fails. Touches nothing on the disk.
    """
    directory = directory.resolve()
    os.environ["BROADSHEET_DIR"] = str(directory)
    own = directory / "settings.py"
    if not own.is_file():
        os.environ["DJANGO_SETTINGS_MODULE"] = "broadsheet.settings"
        return
    os.environ["DJANGO_SETTINGS_MODULE"] = OWN_SETTINGS
    if OWN_SETTINGS not in sys.modules:
        _run(own)


def set_up(directory: Path) -> None:
    """Use the publication in ``directory`` and load Django's apps."""
    use_publication(directory)
    django.setup()


def _run(path: Path) -> None:
    spec = importlib.util.spec_from_file_location(OWN_SETTINGS, path)
    if spec is None or spec.loader is None:
        raise ConfigError(f"{path} can't be loaded as Python.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[OWN_SETTINGS] = module
    try:
        spec.loader.exec_module(module)
    except ConfigError:
        del sys.modules[OWN_SETTINGS]
        raise
    except Exception as error:
        del sys.modules[OWN_SETTINGS]
        raise ConfigError(f"{path} stops with {type(error).__name__}: {error}") from error
