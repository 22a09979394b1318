"""The masthead's temperature is fresh."""

from __future__ import annotations

from datetime import timedelta

from django.core.checks import CheckMessage
from django.db import DatabaseError

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, should
from broadsheet.fronts.models import Reading
from broadsheet.lib import clock
from broadsheet.masthead.models import Publication

OLDEST = timedelta(hours=2)


@examine
def weather(config: Config) -> list[CheckMessage]:
    """A paper with coordinates has a reading of the last two hours."""
    try:
        paper, reading = Publication.objects.first(), Reading.objects.first()
    except DatabaseError:
        return []
    if paper is None or paper.latitude is None:
        return []
    if reading and reading.fetched_at and clock.now() - reading.fetched_at <= OLDEST:
        return []
    since = f"since {reading.fetched_at:%d %B, %H:%M} UTC" if reading and reading.fetched_at else ""
    wrong = f"There has been no weather {since or 'yet'}."
    mend = "Is the worker running, and may it reach the weather service?"
    if reading and reading.problem:
        mend = f"{mend} It last said: {reading.problem}"
    return [should("weather", wrong, mend)]
