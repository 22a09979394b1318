"""Where reports lie."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def reports() -> Path:
    """Return the folder of the publication's data in which reports lie: no address leads there."""
    folder: Path = settings.BROADSHEET.data / "moves"
    return folder
