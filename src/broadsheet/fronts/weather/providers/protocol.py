"""What a weather service is to us, and what all of them share."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode

import broadsheet
from broadsheet.lib.connector import Answer


class WeatherError(Exception):
    """The temperature can't be had; the text says why in one sentence."""


class BadAnswer(WeatherError):  # noqa: N818  what it is, not a type
    """A service answered something that can't be the temperature now."""


class BadPlace(WeatherError):  # noqa: N818  the same
    """There is no such place on Earth."""


class UnknownProvider(WeatherError):  # noqa: N818  the same
    """The configuration names a service that we don't know."""


@dataclass(frozen=True)
class Observation:
    """A temperature, and the aware time that it is for."""

    celsius: float
    observed_at: datetime


class Provider(Protocol):
    """A service that tells the temperature at a place, over HTTP.

    ``credit`` and ``credit_url`` are what its licence asks to be shown to readers.
    """

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def credit(self) -> str:
        """The words of the credit."""

    @property
    def credit_url(self) -> str:
        """Where the credit's link leads."""

    def request(self, latitude: float, longitude: float) -> tuple[str, Mapping[str, str]]:
        """Return the address to ask and the headers to send. Raises BadPlace."""

    def parse(self, answer: Answer, now: datetime) -> Observation:
        """Return the temperature now. Raises BadAnswer."""


def user_agent(*, url: str, email: str = "") -> str:
    """Return who is asking: the program, the publication, and whom to write to.

    MET Norway refuses requests that don't say (its terms of service), and so that a
    service can complain before it blocks, we tell all of them.
    """
    contact = "; ".join(
        re.sub(r"[^\x21-\x7e]|[()\\;]", "", part) for part in (f"+{url}", email) if part
    )
    return f"Broadsheet/{broadsheet.__version__} ({contact})"


def address(base_url: str, path: str, query: Mapping[str, str]) -> str:
    """Return a service's address; ``base_url`` may end with the path already."""
    base = base_url.rstrip("/")
    return f"{base.removesuffix(path)}{path}?{urlencode(query, safe=',')}"


def coordinate(degrees: float, limit: int) -> str:
    """Return a latitude (limit 90) or longitude (180) with at most four decimals.

    Four are eleven metres; MET Norway's terms refuse more, as they defeat its caches.
    Raises BadPlace.
    """
    if not math.isfinite(degrees) or abs(degrees) > limit:
        raise BadPlace(f"{degrees} is not a latitude or longitude on Earth.")
    return f"{round(degrees, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
