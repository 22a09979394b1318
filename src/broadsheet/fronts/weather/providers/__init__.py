"""Weather services that can be asked without a key: one file each."""

from __future__ import annotations

from broadsheet.fronts.weather.providers.met_norway import MetNorway
from broadsheet.fronts.weather.providers.open_meteo import OpenMeteo
from broadsheet.fronts.weather.providers.protocol import (
    BadAnswer,
    BadPlace,
    Observation,
    Provider,
    UnknownProvider,
    WeatherError,
    user_agent,
)

PROVIDERS: dict[str, type[OpenMeteo] | type[MetNorway]] = {
    "open-meteo": OpenMeteo,
    "met-norway": MetNorway,
}
"""By the name that the configuration's ``weather.provider`` uses."""

__all__ = [
    "PROVIDERS",
    "BadAnswer",
    "BadPlace",
    "MetNorway",
    "Observation",
    "OpenMeteo",
    "Provider",
    "UnknownProvider",
    "WeatherError",
    "provider_named",
    "user_agent",
]


def provider_named(name: str, *, user_agent: str, base_url: str = "") -> Provider:
    """Return the service of this name, at ``base_url`` if that isn't its public one.

    Raises UnknownProvider, which names the known ones.
    """
    if name not in PROVIDERS:
        raise UnknownProvider(f"There is no weather service “{name}”, only {', '.join(PROVIDERS)}.")
    return PROVIDERS[name](user_agent=user_agent, base_url=base_url)
