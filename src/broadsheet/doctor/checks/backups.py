"""There is a recent backup."""

from __future__ import annotations

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, should
from broadsheet.lib import clock

OLDEST_DAYS = 7


@examine
def backups(config: Config) -> list[CheckMessage]:
    """The newest file in data/backups/ is younger than a week."""
    folder = config.data / "backups"
    made = [path.stat().st_mtime for path in folder.glob("*.zip")] if folder.is_dir() else []
    mend = "Make one each night with “broadsheet backup FILE”, and keep it on another machine."
    if not made:
        return [should("backups", "There is no backup in data/backups/.", mend)]
    days = (clock.now().timestamp() - max(made)) / 86_400
    if days <= OLDEST_DAYS:
        return []
    return [should("backups", f"The last backup is {days:.0f} days old.", mend)]
