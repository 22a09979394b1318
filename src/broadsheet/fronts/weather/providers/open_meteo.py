"""Open-Meteo: https://open-meteo.com/en/docs, "Current Weather".

Without a key it is for non-commercial use, and asks for a link beside its data
(https://open-meteo.com/en/terms, /en/license). A newspaper that earns money runs its
own server, buys a plan, or chooses the other service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from broadsheet.fronts.weather.providers.checking import (
    as_object,
    as_time,
    observation,
    read_json,
)
from broadsheet.fronts.weather.providers.protocol import (
    BadAnswer,
    Observation,
    address,
    coordinate,
)
from broadsheet.lib.connector import Answer

BASE_URL = "https://api.open-meteo.com"
PATH = "/v1/forecast"


@dataclass(frozen=True)
class OpenMeteo:
    """Asks Open-Meteo for its present quarter of an hour."""

    user_agent: str
    base_url: str = ""
    name: str = "Open-Meteo"
    credit: str = "Weather data by Open-Meteo.com"
    credit_url: str = "https://open-meteo.com/"

    def request(self, latitude: float, longitude: float) -> tuple[str, Mapping[str, str]]:
        """Return the address to ask and the headers to send. Raises BadPlace."""
        query = {
            "latitude": coordinate(latitude, 90),
            "longitude": coordinate(longitude, 180),
            "current": "temperature_2m",
        }
        headers = {"User-Agent": self.user_agent, "Accept": "application/json"}
        return address(self.base_url or BASE_URL, PATH, query), headers

    def parse(self, answer: Answer, now: datetime) -> Observation:
        """Return the temperature now. Raises BadAnswer."""
        document = read_json(answer.body)
        current = as_object(document.get("current"), "“current”")
        units = as_object(document.get("current_units", {}), "“current_units”")
        if units.get("temperature_2m", "°C") != "°C":
            raise BadAnswer("The answer isn't in degrees Celsius.")
        time = as_time(current.get("time"), document.get("utc_offset_seconds", 0))
        return observation(current.get("temperature_2m"), time, now)
