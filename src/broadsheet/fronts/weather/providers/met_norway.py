"""MET Norway's Locationforecast 2.0: https://api.met.no/weatherapi/locationforecast/2.0/documentation

Terms of service: https://api.met.no/doc/TermsOfService (say who you are, at most four
decimals, heed Expires, ask If-Modified-Since). Data: CC BY 4.0, for any use.
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

BASE_URL = "https://api.met.no"
PATH = "/weatherapi/locationforecast/2.0/compact"


@dataclass(frozen=True)
class MetNorway:
    """Asks MET Norway for its forecast by the hour, and takes the hour that it is."""

    user_agent: str
    base_url: str = ""
    name: str = "MET Norway"
    credit: str = "Weather data from MET Norway"
    credit_url: str = "https://www.met.no/"

    def request(self, latitude: float, longitude: float) -> tuple[str, Mapping[str, str]]:
        """Return the address to ask and the headers to send. Raises BadPlace."""
        query = {"lat": coordinate(latitude, 90), "lon": coordinate(longitude, 180)}
        headers = {"User-Agent": self.user_agent, "Accept": "application/json"}
        return address(self.base_url or BASE_URL, PATH, query), headers

    def parse(self, answer: Answer, now: datetime) -> Observation:
        """Return the temperature now. Raises BadAnswer."""
        properties = as_object(read_json(answer.body).get("properties"), "“properties”")
        meta = as_object(properties.get("meta", {}), "“meta”")
        units = as_object(meta.get("units", {}), "“units”")
        if units.get("air_temperature", "celsius") != "celsius":
            raise BadAnswer("The answer isn't in degrees Celsius.")
        time, entry = _present(properties.get("timeseries"), now)
        data = as_object(entry.get("data"), "“data”")
        instant = as_object(data.get("instant"), "“instant”")
        details = as_object(instant.get("details"), "“details”")
        return observation(details.get("air_temperature"), time, now)


def _present(series: object, now: datetime) -> tuple[datetime, dict[str, object]]:
    """Return the last entry that has begun, or the first when none has. Raises BadAnswer."""
    if not isinstance(series, list) or not series:
        raise BadAnswer("The answer holds no hours.")
    found: tuple[datetime, dict[str, object]] | None = None
    for each in series:
        entry = as_object(each, "an hour")
        time = as_time(entry.get("time"))
        if found is not None and time > now:
            break
        found = time, entry
    assert found is not None  # noqa: S101  the series isn't empty
    return found
