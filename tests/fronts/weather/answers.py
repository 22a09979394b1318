"""Small documents in the two services' documented formats."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet.lib.connector import Answer

NOW = datetime(2024, 12, 22, 13, 20, tzinfo=UTC)
NEW_YORK = {"latitude": 40.7128, "longitude": -74.006}


def open_meteo(celsius: Any = -6.6, time: Any = "2024-12-22T13:15", **more: Any) -> dict[str, Any]:
    return {
        "latitude": 40.710335,
        "longitude": -73.99308,
        "generationtime_ms": 0.02,
        "utc_offset_seconds": 0,
        "timezone": "GMT",
        "timezone_abbreviation": "GMT",
        "elevation": 32.0,
        "current_units": {"time": "iso8601", "interval": "seconds", "temperature_2m": "°C"},
        "current": {"time": time, "interval": 900, "temperature_2m": celsius},
        **more,
    }


def met_norway(*celsius: Any, first: datetime | None = None) -> dict[str, Any]:
    """One hour for each temperature, the first at 12:00."""
    first = first or datetime(2024, 12, 22, 12, tzinfo=UTC)
    hours = [first + timedelta(hours=n) for n in range(len(celsius))]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-74.006, 40.7128, 10]},
        "properties": {
            "meta": {
                "updated_at": "2024-12-22T10:41:07Z",
                "units": {"air_temperature": "celsius", "wind_speed": "m/s"},
            },
            "timeseries": [
                {
                    "time": f"{hour:%Y-%m-%dT%H:%M:%SZ}",
                    "data": {"instant": {"details": {"air_temperature": each, "wind_speed": 3.1}}},
                }
                for hour, each in zip(hours, celsius, strict=True)
            ],
        },
    }


def as_answer(document: Any, status: int = 200, **headers: str) -> Answer:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, names, body, "https://weather.example/")
