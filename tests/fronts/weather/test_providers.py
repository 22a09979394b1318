from __future__ import annotations

import copy
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.fronts.weather.providers import (
    BadAnswer,
    MetNorway,
    OpenMeteo,
    user_agent,
)
from tests.fronts.weather.answers import NOW, as_answer, met_norway, open_meteo

AGENT = user_agent(url="https://paper.example", email="desk@paper.example")
METEO, NORWAY = OpenMeteo(user_agent=AGENT), MetNorway(user_agent=AGENT)
BOTH = [(METEO, open_meteo()), (NORWAY, met_norway(-5.0, -6.6, -7.0))]


def test_open_meteos_reading_is_the_present_quarter_of_an_hour():
    seen = METEO.parse(as_answer(open_meteo()), NOW)
    assert (seen.celsius, seen.observed_at) == (-6.6, datetime(2024, 12, 22, 13, 15, tzinfo=UTC))


def test_open_meteos_local_times_are_brought_to_utc():
    document = open_meteo(time="2024-12-22T08:15", utc_offset_seconds=-18_000)
    assert METEO.parse(as_answer(document), NOW).observed_at == datetime(
        2024, 12, 22, 13, 15, tzinfo=UTC
    )


def test_met_norways_reading_is_the_hour_that_has_begun():
    seen = NORWAY.parse(as_answer(met_norway(-5.0, -6.6, -7.0)), NOW)
    assert (seen.celsius, seen.observed_at) == (-6.6, datetime(2024, 12, 22, 13, tzinfo=UTC))


def test_met_norways_first_hour_is_taken_when_it_is_about_to_begin():
    document = met_norway(-7.0, first=datetime(2024, 12, 22, 14, tzinfo=UTC))
    assert NORWAY.parse(as_answer(document), NOW).celsius == -7.0


@pytest.mark.parametrize("celsius", [0, -90, 60, 59.9, -89.2, 12])
def test_any_temperature_that_there_can_be_is_taken(celsius):
    assert METEO.parse(as_answer(open_meteo(celsius)), NOW).celsius == celsius
    assert NORWAY.parse(as_answer(met_norway(celsius)), NOW).celsius == celsius


BAD_TEMPERATURES = [None, "-6.6", True, [], {}, -90.1, 60.1, 1e308, -273.15, 451]


@pytest.mark.parametrize("celsius", BAD_TEMPERATURES)
def test_n2_no_other_temperature_is(celsius):
    with pytest.raises(BadAnswer, match="temperature"):
        METEO.parse(as_answer(open_meteo(celsius)), NOW)
    with pytest.raises(BadAnswer, match="temperature"):
        NORWAY.parse(as_answer(met_norway(celsius)), NOW)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5_000])
def test_n2_a_number_that_is_none_is_refused(number):
    for provider, document in BOTH:
        body = json.dumps(document).replace("-6.6", number).encode()
        with pytest.raises(BadAnswer):
            provider.parse(as_answer(body), NOW)


@pytest.mark.parametrize(
    ("age", "taken"),
    [
        (timedelta(hours=3), True),
        (timedelta(hours=3, minutes=1), False),
        (timedelta(hours=-1), True),
        (timedelta(hours=-1, minutes=-1), False),
        (timedelta(days=365), False),
    ],
)
def test_a_reading_is_of_the_last_three_hours_or_the_next_one(age, taken):
    when = NOW - age
    for provider, document in [
        (METEO, open_meteo(time=f"{when:%Y-%m-%dT%H:%M}")),
        (NORWAY, met_norway(-6.6, first=when)),
    ]:
        if taken:
            assert provider.parse(as_answer(document), NOW).observed_at == when
        else:
            with pytest.raises(BadAnswer, match="not for now"):
                provider.parse(as_answer(document), NOW)


@pytest.mark.parametrize(
    "time",
    [
        None,
        1734873300,
        "",
        "now",
        "2024-13-01T00:00",
        "13:15",
        "0001-01-01T00:00+14:00",
        [],
        "٢٠٢٤",
    ],
)
def test_n2_an_answer_for_no_time_is_refused(time):
    with pytest.raises(BadAnswer):
        METEO.parse(as_answer(open_meteo(time=time)), NOW)
    document = met_norway(-6.6)
    document["properties"]["timeseries"][0]["time"] = time
    with pytest.raises(BadAnswer):
        NORWAY.parse(as_answer(document), NOW)


@pytest.mark.parametrize("provider", [METEO, NORWAY])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><title>Captive portal</title>",
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        b"\xff\xfe\x00",
        b'{"current": null, "properties": null}',
        b'{"current": [], "properties": []}',
        b'{"current": {}, "properties": {"timeseries": {}}}',
        b'{"properties": {"timeseries": []}}',
        b'{"properties": {"timeseries": [null]}}',
        b'{"error": true, "reason": "Cannot initialize"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"x": "' + b"x" * 2_000_000 + b'"}',
    ],
    ids=lambda body: repr(body[:50]),
)
def test_n2_rubbish_is_a_bad_answer_in_one_sentence(provider, body):
    with pytest.raises(BadAnswer) as bad:
        provider.parse(as_answer(body), NOW)
    assert str(bad.value).endswith(".")
    assert len(str(bad.value)) < 120


def test_another_unit_than_the_one_asked_for_is_refused():
    with pytest.raises(BadAnswer, match="Celsius"):
        METEO.parse(as_answer(open_meteo(current_units={"temperature_2m": "°F"})), NOW)
    document = met_norway(-6.6)
    document["properties"]["meta"]["units"]["air_temperature"] = "kelvin"
    with pytest.raises(BadAnswer, match="Celsius"):
        NORWAY.parse(as_answer(document), NOW)


def paths(value, path=()):
    yield path
    if isinstance(value, list):
        value = dict(enumerate(value))
    for key, each in value.items() if isinstance(value, dict) else ():
        yield from paths(each, (*path, key))


@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_n2_whatever_value_is_replaced_by_whatever_there_is_an_answer_or_a_bad_answer(data):
    provider, good = data.draw(st.sampled_from(BOTH))
    document = {"root": copy.deepcopy(good)}
    *parents, last = ("root", *data.draw(st.sampled_from(list(paths(good)))))
    place = document
    for key in parents:
        place = place[key]
    place[last] = data.draw(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
            max_leaves=5,
        )
    )
    try:
        seen = provider.parse(as_answer(document["root"]), NOW)
    except BadAnswer:
        return
    assert -90 <= seen.celsius <= 60
    assert timedelta(hours=-1) <= NOW - seen.observed_at <= timedelta(hours=3)
