"""What is known of the weather, between one request and the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

MAX_AGE = timedelta(hours=3)
"""A reading older than this is neither taken nor shown."""
MAX_AHEAD = timedelta(hours=1)
"""Forecasts come by the hour, and clocks differ: a reading may be this far ahead."""


@dataclass(frozen=True)
class WeatherState:
    """The last good reading, and how the last request went. All times are aware.

    ``celsius`` and ``observed_at`` are the reading; ``fetched_at`` is when a service
    last said that it holds; ``etag``, ``last_modified`` and ``expires_at`` are what it
    said with it. ``failures`` counts the requests that failed since, ``problem`` says
    in a sentence why the last did, and ``retry_at`` is when to try again.
    ``source`` is the address that was asked: a reading of another place is not kept.
    """

    celsius: float | None = None
    observed_at: datetime | None = None
    fetched_at: datetime | None = None
    etag: str = ""
    last_modified: str = ""
    expires_at: datetime | None = None
    failures: int = 0
    retry_at: datetime | None = None
    problem: str = ""
    source: str = ""


def is_current(observed_at: datetime, now: datetime) -> bool:
    """Say whether a reading taken at this time may stand for the weather now."""
    return -MAX_AHEAD <= now - observed_at <= MAX_AGE
