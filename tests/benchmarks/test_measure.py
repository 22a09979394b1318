"""What wrk prints is read as it is meant: a wrong unit would make a figure of nonsense."""

from __future__ import annotations

import pytest

from benchmarks.measure import parse
from benchmarks.processes import Failed

PRINTED = """\
Running 2s test @ http://127.0.0.1:18082/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   399.79ms   70.49ms 571.60ms   59.46%
    Req/Sec    38.92     21.50    70.00     66.67%
  Latency Distribution
     50%  383.70us
     75%  473.03us
     90%  492.92ms
     99%    2.03s 
  74 requests in 2.00s, 2.50MB read
{errors}Requests/sec:     36.19
Transfer/sec:      1.18MB
"""  # noqa: W291  wrk ends a short time with a space
ERRORS = """\
  Socket errors: connect 1, read 2, write 0, timeout 3
  Non-2xx or 3xx responses: 5
"""


def test_times_are_in_milliseconds_whatever_unit_wrk_chose() -> None:
    found = parse(PRINTED.format(errors=""), 16)
    assert (found.p50_ms, found.p99_ms) == pytest.approx((0.3837, 2030))
    assert (found.requests, found.requests_a_second, found.errors) == (74, 36.19, 0)
    assert found.bytes_a_second == 1.25 * 1024**2


def test_answers_that_are_no_page_and_broken_connections_are_errors() -> None:
    assert parse(PRINTED.format(errors=ERRORS), 16).errors == 11


def test_a_system_that_answered_nothing_took_at_least_all_the_time() -> None:
    nothing = "  0 requests in 5.01s, 0.00B read\nRequests/sec:      0.00\n"
    found = parse(nothing, 64)
    assert (found.requests_a_second, found.p99_ms) == pytest.approx((0, 5010))


def test_without_figures_there_is_no_result() -> None:
    with pytest.raises(Failed):
        parse("unable to connect to 127.0.0.1:18082 Connection refused", 1)
