"""The time zone is one."""

from __future__ import annotations

import zoneinfo

from django.core.checks import CheckMessage
from django.db import DatabaseError

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must, should
from broadsheet.masthead.models import Publication


@examine
def time_zone(config: Config) -> list[CheckMessage]:
    """The masthead's date follows it."""
    try:
        paper = Publication.objects.first()
    except DatabaseError:
        return []
    if paper is None:
        return []
    mend = f"Choose another in the publication's settings: {config.url}/-/desk/"
    if paper.timezone not in zoneinfo.available_timezones():
        return [must("time_zone", f"There is no time zone “{paper.timezone}”.", mend)]
    if paper.timezone == "UTC":
        return [should("time_zone", "The time zone is UTC: nobody's wall clock.", mend)]
    return []
