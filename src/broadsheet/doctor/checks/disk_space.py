"""Room on the disk."""

from __future__ import annotations

import shutil

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, should

LEAST = 500_000_000
"""Bytes."""


@examine
def disk_space(config: Config) -> list[CheckMessage]:
    """There is room for pictures, backups and the database's log."""
    folder = config.data if config.data.is_dir() else config.directory
    free = shutil.disk_usage(folder).free
    if free >= LEAST:
        return []
    wrong = f"The disk of {folder} has {free // 1_000_000} MB left."
    return [
        should("disk_space", wrong, "Make room: old files in data/backups/ are the first to go.")
    ]
