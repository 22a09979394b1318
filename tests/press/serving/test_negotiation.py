"""Which encoding a client gets: RFC 9110, 12.5.3."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.press.negotiation import OURS, choose

CHROME = "gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        (None, "identity"),
        ("", "identity"),
        (" ", "identity"),
        (CHROME, "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("gzip", "gzip"),
        ("GZip", "gzip"),
        ("x-gzip", "gzip"),
        ("X-GZIP;q=0.5", "gzip"),
        ("deflate, br", "identity"),
        ("br;q=1.0", "identity"),
        ("*", "zstd"),
        ("*;q=0.1", "zstd"),
        ("gzip, *;q=0", "gzip"),
        ("zstd;q=0, *", "gzip"),
        ("zstd;q=0.5, gzip;q=0.9", "gzip"),
        ("zstd;q=0.5,gzip;q=0.500", "zstd"),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.000", "identity"),
        ("identity", "identity"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("identity;q=0.5, gzip;q=1", "gzip"),
        ("gzip;q=0.5, identity", "identity"),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("identity;q=0, br", None),
        ("*;q=0, identity", "identity"),
        ("*;q=0, identity;q=0.1", "identity"),
        ("gzip ; q=0.5 , zstd ; q=0.4", "gzip"),
        ("gzip;Q=1", "gzip"),
        (",,gzip,,", "gzip"),
    ],
)
def test_clients_get_what_they_like_best_of_what_we_can(
    header: str | None, encoding: str | None
) -> None:
    assert choose(header) == encoding


@pytest.mark.parametrize(
    "element",
    [
        "gzip;q=2",
        "gzip;q=-1",
        "gzip;q=0.1234",
        "gzip;q=",
        "gzip;q=x",
        "gzip;level=9",
        "gzip;;",
        ";",
        "gzip;q=0.٥",
    ],
)
def test_what_is_not_well_formed_is_passed_over(element: str) -> None:
    assert choose(element) == "identity"
    assert choose(f"{element}, zstd;q=0.3") == "zstd"


@given(st.text())
@example("\x00")
def test_no_header_breaks_anything(header: str) -> None:
    assert choose(header) in {*OURS, None}


@given(st.text(alphabet="gzipstd*;=q0.1, \t", max_size=300))
def test_the_same_header_gets_the_same_encoding_again(header: str) -> None:
    assert choose(header) == choose(header)


def test_hostile_headers_are_answered_at_once_and_not_remembered() -> None:
    begun = time.process_time()
    for number in range(100):
        hostile = ",".join([f"x{number}-{each};q=0.{each % 1000:03}" for each in range(10_000)])
        assert choose(hostile) == "identity"
        assert choose(f"gzip,{hostile}") == "gzip"
        assert choose("," * 10_000 + f"gzip{number}") == "identity"
    assert time.process_time() - begun < 3
