"""Nobody sees the program's insides."""

from __future__ import annotations

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must


@examine
def debug(config: Config) -> list[CheckMessage]:
    """Error pages with settings in them are for developers."""
    if not config.debug:
        return []
    wrong = "debug is on: error pages show the program's insides to anybody."
    return [must("debug", wrong, "Take debug out of broadsheet.toml and BROADSHEET_DEBUG.")]
