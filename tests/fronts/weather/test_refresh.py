from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.fronts.weather.display import shown
from broadsheet.fronts.weather.providers import MetNorway, OpenMeteo
from broadsheet.fronts.weather.refresh import connector_for, fetch, next_attempt
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.lib.connector import Connector
from tests.fronts.weather.answers import NEW_YORK, NOW, met_norway, open_meteo
from tests.lib.local_server import answer, raw, serve

MINUTE = timedelta(minutes=1)
BODY = json.dumps(open_meteo()).encode()
EXPIRES_IN_40 = "Sun, 22 Dec 2024 14:00:00 GMT"
TAGS = {"ETag": '"a1"', "Last_Modified": "Sun, 22 Dec 2024 13:10:00 GMT"}


def ask(server, state=None, now=NOW, kind=OpenMeteo, jitter=0.0, timeout=2.0):
    return fetch(
        state or WeatherState(),
        provider=kind(user_agent="Broadsheet/test", base_url=server.url),
        connector=replace(connector_for(server.url), timeout=timeout),
        now=now,
        jitter=lambda: jitter,
        **NEW_YORK,
    )


def good(**headers) -> WeatherState:
    with serve(answer(200, BODY, **headers)) as server:
        return replace(ask(server), source="")


# --- when ---


def test_the_weather_is_asked_for_at_once_and_then_at_most_every_15_minutes():
    assert next_attempt(WeatherState(), NOW) == NOW
    assert next_attempt(good(), NOW) == NOW + 15 * MINUTE


def test_no_sooner_than_the_answer_expires():
    assert next_attempt(good(Expires=EXPIRES_IN_40), NOW) == NOW + 40 * MINUTE
    assert next_attempt(good(Expires="Sun, 22 Dec 2024 13:25:00 GMT"), NOW) == NOW + 15 * MINUTE


@pytest.mark.parametrize("expires", ["0", "-1", "", "soon", "Sun, 99 Dec 2024 99:00:00 GMT"])
def test_an_expiry_that_is_no_date_is_as_none(expires):
    assert next_attempt(good(Expires=expires), NOW) == NOW + 15 * MINUTE


def test_an_absurd_expiry_cannot_stop_the_weather():
    assert next_attempt(good(Expires="Fri, 22 Dec 2034 13:00:00 GMT"), NOW) == NOW + 120 * MINUTE


def test_after_failures_it_waits_1_2_4_minutes_and_at_most_an_hour():
    state, waits, now = WeatherState(), [], NOW
    with serve(answer(503)) as server:
        for _ in range(9):
            state = ask(server, state, now)
            waits.append((next_attempt(state, now) - now) / MINUTE)
            now = next_attempt(state, now)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_publications_that_failed_together_do_not_come_back_together():
    with serve(answer(503)) as server:
        state = ask(server, WeatherState(failures=3), jitter=1.0)
    assert next_attempt(state, NOW) == NOW + 6 * MINUTE


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("7200", 120),
        ("5", 1),
        ("Sun, 22 Dec 2024 16:20:00 GMT", 180),
        ("Sun, 22 Dec 2024 10:00:00 GMT", 1),
        ("99999999999999999999", 24 * 60),
        ("Fri, 22 Dec 2034 13:00:00 GMT", 24 * 60),
        ("later", 1),
        ("-5", 1),
        ("٣٠٠٠", 1),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_n2_a_service_that_says_when_to_come_back_is_obeyed(value, minutes, status):
    with serve(answer(status, Retry_After=value.encode().decode("latin-1"))) as server:
        state = ask(server)
    assert next_attempt(state, NOW) == NOW + minutes * MINUTE


def test_a_clock_that_was_put_back_does_not_stop_the_weather():
    tomorrow = replace(good(), fetched_at=NOW + timedelta(days=30))
    assert next_attempt(tomorrow, NOW) == NOW
    failing = WeatherState(failures=1, retry_at=NOW + timedelta(days=30))
    assert next_attempt(failing, NOW) == NOW


# --- what ---


def test_a_reading_is_kept_with_all_that_came_with_it():
    state = good(Expires=EXPIRES_IN_40, **TAGS)
    assert (state.celsius, state.fetched_at) == (-6.6, NOW)
    assert (state.etag, state.last_modified) == ('"a1"', "Sun, 22 Dec 2024 13:10:00 GMT")
    assert (state.failures, state.retry_at, state.problem) == (0, None, "")
    assert shown(state, now=NOW) == "−6.6 °C"


def test_a_success_forgets_the_failures():
    with serve(answer(200, BODY)) as server:
        state = ask(server, WeatherState(failures=5, retry_at=NOW, problem="down"))
    assert (state.failures, state.retry_at, state.problem) == (0, None, "")


def test_met_norways_203_is_an_answer():
    with serve(answer(203, json.dumps(met_norway(-5, -6.6)).encode())) as server:
        assert ask(server, kind=MetNorway).celsius == -6.6


def test_the_next_request_is_conditional_and_not_modified_keeps_the_reading():
    state, later = good(**TAGS), NOW + 20 * MINUTE
    with serve(answer(304, Expires="Sun, 22 Dec 2024 14:30:00 GMT")) as server:
        after = ask(server, state, later)
        _, headers = server.asked[0]
    assert headers["if-none-match"] == '"a1"'
    assert headers["if-modified-since"] == "Sun, 22 Dec 2024 13:10:00 GMT"
    assert (after.celsius, after.observed_at) == (state.celsius, state.observed_at)
    assert (after.fetched_at, after.etag, after.failures) == (later, '"a1"', 0)
    assert next_attempt(after, later) == NOW + 70 * MINUTE


def test_an_hour_later_the_whole_answer_is_asked_for_so_that_the_reading_moves_on():
    with serve(answer(304)) as server:
        after = ask(server, good(**TAGS), NOW + 61 * MINUTE)
        _, headers = server.asked[0]
    assert "if-none-match" not in headers
    assert "if-modified-since" not in headers
    assert after.problem == "Open-Meteo: The service answered 304."


def test_a_validator_too_long_to_store_is_not_kept():
    assert good(ETag='"' + "x" * 500 + '"').etag == ""


def test_another_place_does_not_inherit_the_last_ones_reading():
    with serve(answer(200, BODY, **TAGS)) as server:
        here = ask(server)
        assert here.source.startswith(server.url)
    with serve(answer(503)) as server:
        there = ask(server, here)
        assert "if-none-match" not in server.asked[0][1]
    assert there.celsius is None
    assert there.failures == 1


# --- trouble ---


def zip_bomb() -> bytes:
    return gzip.compress(bytes(50_000_000))


TROUBLE = {
    "400": answer(400, b'{"error": true, "reason": "no"}'),
    "403": answer(403),
    "404": answer(404, BODY),
    "429": answer(429),
    "500": answer(500, BODY),
    "204": answer(204),
    "304 unasked": answer(304),
    "HTML": answer(200, b"<!DOCTYPE html><h1>Welcome to the hotel</h1>", Content_Type="text/html"),
    "empty": answer(200),
    "NaN": answer(200, BODY.replace(b"-6.6", b"NaN")),
    "infinite": answer(200, BODY.replace(b"-6.6", b"1e999")),
    "negative beyond cold": answer(200, BODY.replace(b"-6.6", b"-273.2")),
    "text": answer(200, BODY.replace(b"-6.6", b'"-6.6"')),
    "old": answer(200, BODY.replace(b"12-22", b"12-21")),
    "not HTTP": raw(b"\x00\x01\x02"),
    "hung up": raw(b""),
    "cut short": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + BODY),
    "3 MB": answer(200, b" " * 3_000_000 + BODY),
    "bomb": answer(200, zip_bomb(), Content_Encoding="gzip"),
    "not gzip": answer(200, BODY, Content_Encoding="gzip"),
    "endless redirect": answer(302, Location="/v1/forecast"),
    "redirect to the cloud's keys": answer(302, Location="http://169.254.169.254/latest/"),
    "redirect to a neighbour": answer(302, Location="http://127.0.0.2/"),
    "redirect to a file": answer(302, Location="file:///etc/passwd"),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_n2_whatever_the_service_does_the_last_good_reading_stays_and_the_problem_is_noted(trouble):
    before = good()
    with serve(TROUBLE[trouble]) as server:
        after = ask(server, before, NOW + 15 * MINUTE)
    assert (after.celsius, after.observed_at, after.fetched_at) == (
        before.celsius,
        before.observed_at,
        before.fetched_at,
    )
    assert after.failures == 1
    assert after.retry_at == NOW + 16 * MINUTE
    assert after.problem.startswith("Open-Meteo: ")
    assert after.problem.endswith(".")
    assert shown(after, now=NOW + 15 * MINUTE) == "−6.6 °C"
    assert shown(after, now=NOW + 176 * MINUTE) is None, "and is dropped when it is too old"


def test_n2_a_slow_service_is_given_up_on():
    with serve(lambda handler: server.done.wait(5)) as server:
        state = ask(server, timeout=0.2)
    assert state.problem == "Open-Meteo: The server took longer than 0.2 seconds."


def test_n2_a_service_that_is_not_there_is_a_problem_not_an_error():
    with serve(answer()) as server:
        pass
    assert ask(server).problem == "Open-Meteo: The server can't be reached."


def test_a_place_that_is_not_on_earth_is_a_problem_not_an_error():
    state = fetch(
        WeatherState(),
        provider=OpenMeteo(user_agent="Broadsheet/test"),
        connector=Connector(),
        latitude=91,
        longitude=0,
        now=NOW,
    )
    assert "not a latitude" in state.problem


def test_only_an_address_from_the_configuration_may_be_private():
    assert connector_for("http://127.0.0.1:8081").allow_private
    assert not connector_for("").allow_private
    assert connector_for("").max_bytes == 2_000_000
