"""When to ask for the weather again, and what to keep of the answer."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from broadsheet.fronts.weather.providers.checking import MAX_BYTES
from broadsheet.fronts.weather.providers.protocol import Provider, WeatherError
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.lib.connector import Answer, Connector, ConnectorError
from broadsheet.lib.connector.waiting import LONGEST_RETRY_AFTER, http_date, retry_after

INTERVAL = timedelta(minutes=15)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(minutes=60)
LONGEST_EXPIRY = timedelta(hours=2)
"""An Expires further off is a mistake: the reading would be hidden before it passed."""
CONDITIONAL_FOR = timedelta(hours=1)
"""While a reading is this young, "not modified" is all we need to hear. Later we need
the document again, for the hour of it that has begun since."""
TIMEOUT = 5.0
MAX_VALIDATOR = 200


def connector_for(base_url: str) -> Connector:
    """Return the door for weather. ``base_url`` is the configuration's, or empty.

    An address that the publication's own configuration names may be private.
    """
    return Connector(allow_private=bool(base_url), max_bytes=MAX_BYTES, timeout=TIMEOUT)


def next_attempt(state: WeatherState, now: datetime) -> datetime:
    """Return when to fetch: at once if it isn't later than ``now``.

    At most one reading in 15 minutes, none before the last one expires, and after a
    failure not before ``retry_at``.
    """
    if state.failures:
        when = state.retry_at or now
    elif state.fetched_at is None:
        when = now
    else:
        when = max(state.fetched_at + INTERVAL, state.expires_at or state.fetched_at)
    from_the_future = state.fetched_at is not None and state.fetched_at > now
    if from_the_future or when > now + LONGEST_RETRY_AFTER:
        return now  # The machine's clock was wrong then, and has been put right.
    return when


def fetch(
    state: WeatherState,
    *,
    provider: Provider,
    connector: Connector,
    latitude: float,
    longitude: float,
    now: datetime,
    jitter: Callable[[], float] = random.random,
) -> WeatherState:
    """Ask the service, and return what is known after that.

    Whatever the service does, nothing is raised: the last good reading is kept, and
    the problem noted. ``jitter`` returns a number from 0 to 1 that spreads the
    retries of many publications.
    """
    answer = None
    try:
        url, headers = provider.request(latitude, longitude)
        if state.source and state.source != url:
            state = WeatherState()
        state = replace(state, source=url)
        answer = connector.get(url, {**headers, **_validators(state, now)})
        return _taken(state, provider, answer, now)
    except (WeatherError, ConnectorError) as error:
        failures = state.failures + 1
        wait = max(_backoff(failures, jitter()), retry_after(answer, now))
        return replace(
            state,
            failures=failures,
            retry_at=now + wait,
            problem=f"{provider.name}: {error}",
        )


def _taken(state: WeatherState, provider: Provider, answer: Answer, now: datetime) -> WeatherState:
    expires = http_date(answer.headers.get("expires"))
    told = replace(
        state,
        fetched_at=now,
        expires_at=min(expires, now + LONGEST_EXPIRY) if expires else None,
        failures=0,
        retry_at=None,
        problem="",
    )
    if answer.status == 304 and _validators(state, now):
        return told
    if answer.status not in {200, 203}:  # MET Norway's 203: the data is good, the version old
        raise WeatherError(f"The service answered {answer.status}.")
    seen = provider.parse(answer, now)
    return replace(
        told,
        celsius=seen.celsius,
        observed_at=seen.observed_at,
        etag=_validator(answer.headers.get("etag", "")),
        last_modified=_validator(answer.headers.get("last-modified", "")),
    )


def _validators(state: WeatherState, now: datetime) -> Mapping[str, str]:
    """Return the headers that make a request conditional (RFC 9110, section 13.1)."""
    if state.observed_at is None or now - state.observed_at > CONDITIONAL_FOR:
        return {}
    headers = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in headers.items() if value}


def _validator(value: str) -> str:
    return value if len(value) <= MAX_VALIDATOR and value.isascii() else ""


def _backoff(failures: int, jitter: float) -> timedelta:
    """1, 2, 4 … 60 minutes, each shortened by up to a quarter."""
    wait = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LONGEST_RETRY)
    return wait * (1 - jitter / 4)
