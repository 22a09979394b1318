from __future__ import annotations

import math
from urllib.parse import parse_qsl, urlsplit

import pytest

import broadsheet
from broadsheet.fronts.weather.providers import (
    PROVIDERS,
    BadPlace,
    MetNorway,
    OpenMeteo,
    UnknownProvider,
    provider_named,
    user_agent,
)

AGENT = user_agent(url="https://paper.example", email="desk@paper.example")
METEO, NORWAY = OpenMeteo(user_agent=AGENT), MetNorway(user_agent=AGENT)


def test_open_meteo_is_asked_for_the_temperature_now():
    url, headers = METEO.request(40.7128, -74.006)
    assert url.startswith("https://api.open-meteo.com/v1/forecast?")
    assert dict(parse_qsl(urlsplit(url).query)) == {
        "latitude": "40.7128",
        "longitude": "-74.006",
        "current": "temperature_2m",
    }
    assert headers["User-Agent"] == AGENT


def test_met_norway_is_asked_for_its_compact_forecast():
    url, headers = NORWAY.request(40.7128, -74.006)
    assert url == (
        "https://api.met.no/weatherapi/locationforecast/2.0/compact?lat=40.7128&lon=-74.006"
    )
    assert headers["User-Agent"] == AGENT


def test_a_service_is_told_who_asks_and_whom_to_write_to():
    assert (
        f"Broadsheet/{broadsheet.__version__} (+https://paper.example; desk@paper.example)"
    ) == AGENT
    assert user_agent(url="https://paper.example") == (
        f"Broadsheet/{broadsheet.__version__} (+https://paper.example)"
    )
    assert user_agent(url="https://paper.example/\r\nX: y", email="a (b)@é").isascii()
    assert "\n" not in user_agent(url="https://paper.example/\r\nX: y")


@pytest.mark.parametrize("provider", [METEO, NORWAY])
def test_a_place_is_named_to_four_decimals_at_most(provider):
    url, _ = provider.request(59.913868749, -0.00001)
    values = [value for _, value in parse_qsl(urlsplit(url).query)]
    assert values[:2] == ["59.9139", "0"]


@pytest.mark.parametrize("place", [(90.1, 0), (0, 180.1), (math.nan, 0), (0, -math.inf)])
@pytest.mark.parametrize("provider", [METEO, NORWAY])
def test_a_place_that_is_not_on_earth_is_refused(provider, place):
    with pytest.raises(BadPlace, match="not a latitude or longitude"):
        provider.request(*place)


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("end", ["", "/", "path"])
def test_another_server_can_be_named_with_or_without_the_path(name, end):
    public = provider_named(name, user_agent=AGENT)
    path = urlsplit(public.request(1, 2)[0]).path
    base = "http://127.0.0.1:8081/mirror" + (path if end == "path" else end)
    url, _ = provider_named(name, user_agent=AGENT, base_url=base).request(1, 2)
    assert url.startswith(f"http://127.0.0.1:8081/mirror{path}?")


def test_an_unknown_service_is_an_error_that_names_the_known_ones():
    with pytest.raises(UnknownProvider, match="open-meteo, met-norway"):
        provider_named("accuweather", user_agent=AGENT)


@pytest.mark.parametrize("name", PROVIDERS)
def test_each_service_says_what_credit_its_licence_asks_for(name):
    provider = provider_named(name, user_agent=AGENT)
    assert provider.name.split("-")[0] in provider.credit
    assert provider.credit_url.startswith("https://")
