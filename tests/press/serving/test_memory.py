"""A server's memory is bounded, whatever it is asked for."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.press.cache import Bounded
from broadsheet.press.serve import NOWHERE, Pages
from broadsheet.press.store.writing import Writer
from tests.press.serving.editions import printed, put, reader

MB = 2**20
MOST = 1_000
ACTS = st.tuples(
    st.sampled_from(["put", "drop", "clear"]), st.integers(0, 5), st.integers(0, MOST + 10)
)


@given(st.lists(ACTS, max_size=60))
def test_what_is_kept_never_weighs_more_than_it_may(acts: list[tuple[str, int, int]]) -> None:
    kept: Bounded[int] = Bounded(MOST)
    for act, key, weight in acts:
        if act == "put":
            kept.put(key, weight, weight)
        elif act == "drop":
            kept.drop(key)
        else:
            kept.clear()
        assert 0 <= kept.weight <= MOST
        assert kept.weight == sum(each for _value, each in kept.entries.values())


def test_the_oldest_is_forgotten_first() -> None:
    kept: Bounded[str] = Bounded(MOST)
    for name in "abcd":
        kept.put(name, name, 100)
    assert [kept.get(name) for name in "abcd"] == [None, "b", "c", "d"]


@pytest.fixture
def pages(store: Writer, address: str) -> Pages:
    """Pages that may use one megabyte, of a store that holds forty."""
    words = {f"/{number}/": [bytes([number % 256]) * 40_000, "@foot"] for number in range(1_000)}
    put(store, {**words, "@foot": [b"foot"]})
    put(store, [printed(NOWHERE, [b"Nothing is here."], status=404)])
    return Pages(reader(address), memory=MB)


def _ask(pages: Pages, path: str, query: str = "", **headers: str) -> int:
    answer = pages.answer("GET", path, query, lambda name: headers.get(name.replace("-", "_")))
    assert answer is not None
    return answer.status


def test_hostile_requests_fill_no_memory(pages: Pages) -> None:
    """P: paths, queries and headers that nobody ever asked for, each of kilobytes."""
    assert _ask(pages, "/1/") == 200
    tracemalloc.start()
    for number in range(3_000):
        long = f"{number:08}" * 500
        assert _ask(pages, f"/{long}/") == 404
        assert _ask(pages, f"/{long}") == 404
        assert _ask(pages, "/1/", query=long) == 200
        assert _ask(pages, "/1/", query=long[:150]) == 200
        assert _ask(pages, "/1/", accept_encoding=f"gzip, {long}") == 200
        assert _ask(pages, "/1/", if_none_match=f'"{long}"') == 200
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert used < 2 * MB


def test_reading_a_whole_archive_fills_no_memory(pages: Pages) -> None:
    tracemalloc.start()
    for encoding in ("identity", "gzip", "zstd"):
        for number in range(1_000):
            assert _ask(pages, f"/{number}/", accept_encoding=encoding) == 200
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert used < 2 * MB
    assert pages.ready.weight <= MB // 2
