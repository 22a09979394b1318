"""Several servers on one store: each has an edition a tenth of a second after its commit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from broadsheet.press.serve import NOWHERE
from broadsheet.press.store.writing import Writer
from tests.command import Running
from tests.press.serving.asking import ask
from tests.press.serving.editions import printed, put
from tests.press.serving.readers import Readers

PATIENCE_SECONDS = 0.5
"""A tenth of a second is promised; the rest is for machines that do other things beside."""

LONGEST_SECONDS = 60
"""When it is given up: as long as a machine under load may stand still."""


@pytest.fixture
def servers(tmp_path: Path, store: Writer, address: str) -> Iterator[list[Running]]:
    put(store, {"/": [b"edition 0 ", "@foot"], "/a/": ["@foot"], "@foot": [b"foot 0"]})
    put(store, [printed(NOWHERE, [b"Nothing is here. ", "@foot"], status=404)])
    with ExitStack() as stack:
        found = []
        for name in ("one", "other"):
            directory = tmp_path / name
            directory.mkdir()
            (directory / "broadsheet.toml").write_text(f"press.store = {address!r}\n")
            found.append(stack.enter_context(Running(directory, "serve")))
        yield found


def _seconds_until(running: Running, path: str, body: bytes, encoding: str) -> float:
    begun = time.monotonic()
    while ask(running.url, path, accept_encoding=encoding).decoded != body:
        assert time.monotonic() - begun < LONGEST_SECONDS, "the edition never came"
        time.sleep(0.005)
    return time.monotonic() - begun


def test_every_server_has_an_edition_at_once(servers: list[Running], store: Writer) -> None:
    waited = []
    for number in range(1, 11):
        foot = f"foot {number}".encode()
        put(store, {"/": [b"edition %d " % number, "@foot"], "@foot": [foot]})
        for running in servers:
            for encoding in ("gzip", "identity"):
                body = b"edition %d %s" % (number, foot)
                waited.append(_seconds_until(running, "/", body, encoding))
                assert ask(running.url, "/a/").body == foot
                assert ask(running.url, "/nowhere").body == b"Nothing is here. " + foot
    assert statistics.median(waited) < PATIENCE_SECONDS


def test_a_page_that_comes_and_goes_is_there_and_gone_at_once(
    servers: list[Running], store: Writer
) -> None:
    for _round in range(3):
        put(store, {"/new/": [b"new"]})
        for running in servers:
            _seconds_until(running, "/new/", b"new", "identity")
        put(store, {}, gone=["/new/"])
        for running in servers:
            _seconds_until(running, "/new/", b"Nothing is here. foot 0", "identity")


def test_readers_in_flight_see_no_mixture(servers: list[Running], store: Writer) -> None:
    """C1. The front, and a page that all of an edition stands in, while editions follow fast."""
    whole = {"/": [b"", "@foot"], "@foot": [b"0"]}
    put(store, whole)
    seen: set[bytes] = set()
    for number in range(1, 2_000):
        word = b"<%d>" % number
        put(store, {"/": [word, "@foot", word], "@foot": [word, "@in"], "@in": [word]})
        for running in servers:
            body = ask(running.url, "/", accept_encoding="zstd").decoded
            seen.add(body)
        if number > 40 and len(seen) > 4:
            break
    mixed = {body for body in seen if b"<" in body and body != body[: len(body) // 4] * 4}
    assert not mixed
    assert len(seen) > 4


def test_a_store_that_vanishes_takes_nothing_from_its_readers(
    servers: list[Running], store: Writer, address: str
) -> None:
    """Pages in memory stay; others are said to be out of reach, not to be nowhere."""
    if address.startswith("postgres"):
        pytest.skip("about SQLite's file")
    pages = {"/": b"edition 0 foot 0", "/a/": b"foot 0"}
    put(store, {"/cold/": [b"cold"]})
    store.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    [running, _other] = servers
    for path, body in pages.items():
        _seconds_until(running, path, body, "identity")
    with Readers(running.url, pages) as readers:
        path = Path(address)
        path.rename(path.with_suffix(".away"))
        path.write_bytes(b"not a store" * 1_000)
        _seconds_until_status(running, "/cold/", 503)
        answer = ask(running.url, "/cold/")
        assert answer.headers["cache-control"] == "no-store"
        path.unlink()
        path.with_suffix(".away").rename(path)
        _seconds_until_status(running, "/cold/", 200)
    assert readers.wrong == []


def _seconds_until_status(running: Running, path: str, status: int) -> None:
    begun = time.monotonic()
    while ask(running.url, path).status != status:
        assert time.monotonic() - begun < 20, f"{path} never answered {status}"
        time.sleep(0.05)
