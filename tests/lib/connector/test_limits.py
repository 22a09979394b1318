from __future__ import annotations

import gzip
import os
import threading
import time
import zlib

import pytest

from broadsheet.lib.connector import ConnectionFailed, Connector
from tests.lib.connector.network import PUBLIC, outside
from tests.lib.local_server import answer, raw, serve

LIMIT = 50_000


# --- size ---


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("X-GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_packed_answers_are_unpacked(coding, pack):
    text = b"All the news. " * 1_000
    with serve(answer(200, pack(text), Content_Encoding=coding)) as server:
        assert outside(server).connector().get("http://paper.example/").body == text


def test_a_gzip_answer_of_several_members_is_read_to_its_end():
    packed = gzip.compress(b"first ") + gzip.compress(b"second")
    with serve(answer(200, packed, Content_Encoding="gzip")) as server:
        assert outside(server).connector().get("http://paper.example/").body == b"first second"


@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1])
@pytest.mark.parametrize("coding", ["identity", "gzip", "deflate"])
@pytest.mark.parametrize("declared", [True, False])
def test_an_answer_may_be_as_large_as_the_limit_and_no_larger(size, coding, declared):
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "identity": bytes}[coding]
    body = pack(os.urandom(size // 2) * 2 + b"!" * (size % 2))
    data = answer(200, body, Content_Encoding=coding)
    if not declared:
        data = raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n" % coding.encode() + body)
    with serve(data) as server:
        connector = outside(server).connector(max_bytes=LIMIT)
        if size > LIMIT:
            with pytest.raises(ConnectionFailed, match=r"larger than 0\.05 MB"):
                connector.get("http://paper.example/")
        elif len(body) <= LIMIT:
            assert len(connector.get("http://paper.example/").body) == size


def test_n2_a_body_without_end_is_cut_off():
    sent = 0

    def act(handler):
        nonlocal sent
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while sent < 500_000_000:
            sent += handler.wfile.write(b"x" * 65_536)

    with serve(act) as server, pytest.raises(ConnectionFailed, match="larger than"):
        outside(server).connector(max_bytes=LIMIT).get("http://paper.example/")
    assert sent < 50_000_000


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_n2_a_bomb_is_not_unpacked_past_the_limit(coding):
    bits = {"gzip": 31, "deflate": 15}[coding]
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    assert len(bomb) < 500_000
    with serve(answer(200, bomb, Content_Encoding=coding)) as server:
        connector = outside(server).connector(max_bytes=1_000_000)
        started = time.perf_counter()
        with pytest.raises(ConnectionFailed, match="larger than 1 MB"):
            connector.get("http://paper.example/")
        assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("coding", "body", "problem"),
    [
        ("gzip", b"<html>not gzip</html>", "can't be unpacked"),
        ("gzip", gzip.compress(b"news" * 100, mtime=0)[:-9], "end is missing"),
        ("gzip", gzip.compress(b"news", mtime=0) + b"rubbish", "can't be unpacked"),
        ("deflate", b"\x07\x00\xff\xff", "can't be unpacked"),
        ("br", b"news", "wasn't asked for"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"news", mtime=0), mtime=0), "wasn't asked for"),
    ],
)
def test_n2_an_answer_that_cannot_be_unpacked_is_a_failure(coding, body, problem):
    act = answer(200, body, Content_Encoding=coding)
    with serve(act) as server, pytest.raises(ConnectionFailed, match=problem):
        outside(server).connector().get("http://paper.example/")


def test_an_empty_answer_that_says_gzip_is_empty():
    with serve(answer(304, b"", Content_Encoding="gzip", ETag='"e"')) as server:
        got = outside(server).connector().get("http://paper.example/")
        assert (got.status, got.body, got.headers["etag"]) == (304, b"", '"e"')


# --- not HTTP, not whole, not in time ---


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x00" * 500,
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
    ],
    ids=lambda data: repr(data[:60]),
)
def test_n2_what_is_not_http_is_a_failure(data):
    with serve(raw(data)) as server, pytest.raises(ConnectionFailed):
        outside(server).connector(timeout=2).get("http://paper.example/")


@pytest.mark.parametrize("stage", ["headers", "body", "drip", "drip of headers", "redirects"])
def test_n2_the_whole_request_has_one_deadline(stage):
    def act(handler):
        if stage == "redirects":
            server.done.wait(0.15)
            return answer(302, Location="/")(handler)
        if stage in {"body", "drip"}:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        if stage == "drip of headers":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        if stage.startswith("drip"):
            while not server.done.wait(0.02):
                handler.wfile.write(b"x")
        return server.done.wait(5)

    with serve(act) as server:
        started = time.monotonic()
        with pytest.raises(ConnectionFailed, match=r"longer than 0\.3 seconds"):
            outside(server).connector(timeout=0.3).get("http://paper.example/")
        assert time.monotonic() - started < 1.5


def test_n2_a_resolver_that_hangs_is_not_waited_for():
    over = threading.Event()

    def resolve(host, port):
        over.wait(5)
        return [PUBLIC]

    with pytest.raises(ConnectionFailed, match=r"longer than 0\.2 seconds"):
        Connector(resolve=resolve, timeout=0.2).get("http://paper.example/")
    over.set()
