from __future__ import annotations

from datetime import timedelta

import pytest

from broadsheet.fronts.weather.display import shown
from broadsheet.fronts.weather.state import WeatherState
from tests.fronts.weather.answers import NOW

FREEZING = WeatherState(celsius=-6.6, observed_at=NOW)


def test_the_temperature_has_one_decimal_a_real_minus_and_its_unit():
    assert shown(FREEZING, now=NOW) == "−6.6 °C"
    assert shown(FREEZING, now=NOW, units="fahrenheit") == "20.1 °F"


@pytest.mark.parametrize(
    ("celsius", "as_celsius", "as_fahrenheit"),
    [
        (0.0, "0.0 °C", "32.0 °F"),
        (-0.0, "0.0 °C", "32.0 °F"),
        (-0.04, "0.0 °C", "31.9 °F"),
        (-0.05, "−0.1 °C", "31.9 °F"),
        (0.05, "0.1 °C", "32.1 °F"),
        (-17.8, "−17.8 °C", "0.0 °F"),
        (-40, "−40.0 °C", "−40.0 °F"),
        (21.25, "21.3 °C", "70.3 °F"),
        (37, "37.0 °C", "98.6 °F"),
    ],
)
def test_it_is_rounded_as_people_round_and_zero_has_no_sign(celsius, as_celsius, as_fahrenheit):
    state = WeatherState(celsius=celsius, observed_at=NOW)
    assert shown(state, now=NOW) == as_celsius
    assert shown(state, now=NOW, units="fahrenheit") == as_fahrenheit


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-GB", "−6.6 °C"),
        ("de", "−6,6 °C"),
        ("pt-BR", "−6,6 °C"),
        ("zh-Hans", "−6.6 °C"),
        ("sv", "−6,6 °C"),
        ("mr", "−६.६ °C"),
        ("bn", "−৬.৬ °C"),
        ("fa", "\u2066−۶٫۶ °C\u2069"),
        ("ar-EG", "\u2066−٦٫٦ °C\u2069"),
        ("he", "\u2066−6.6 °C\u2069"),
        ("de-ZZ", "−6,6 °C"),
        ("tlh", "−6.6 °C"),
        ("", "−6.6 °C"),
    ],
)
def test_its_digits_and_decimal_mark_are_the_publications_languages(language, words):
    assert shown(FREEZING, now=NOW, language=language) == words


def test_none_is_shown_before_there_is_one():
    assert shown(WeatherState(), now=NOW) is None


def test_a_reading_older_than_three_hours_is_not_shown():
    assert shown(FREEZING, now=NOW + timedelta(hours=3)) == "−6.6 °C"
    assert shown(FREEZING, now=NOW + timedelta(hours=3, seconds=1)) is None


def test_a_reading_from_the_future_is_not_shown():
    assert shown(FREEZING, now=NOW - timedelta(hours=1, seconds=1)) is None
