"""What isn't printed goes to the application behind, and comes back, as if it stood alone."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.command import free_port, until
from tests.press.serving.asking import Response, ask, ask_raw
from tests.press.serving.editions import put, writer

ROOT = Path(__file__).parents[3]
MB = 2**20


class Behind:
    """A server with an application of the tests' own behind the press."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self.log = log

    def says(self, text: str) -> bool:
        """Say whether the application has written this down."""
        return until(lambda: text in self.log.read_text(), 10)

    def line(self) -> socket.socket:
        """Return a connection to the server."""
        host = urlsplit(self.url)
        return socket.create_connection((host.hostname or "", host.port or 80), timeout=20)


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    folder = tmp_path_factory.mktemp("behind")
    store = writer(folder / "press.sqlite3")
    put(store, {"/": [b"front"]})
    store.database.close()
    port, log = free_port(), folder / "log"
    log.touch()
    command = [
        sys.executable, "-m", "granian", "--interface", "rsgi", "--workers", "1", "--no-ws",
        "--loop", "asyncio", "--factory", "--host", "127.0.0.1", "--port", str(port),
        "--log-level", "warning", "tests.press.serving.behind:application",
    ]  # fmt: skip
    more = {"BRIDGE_STORE": str(folder / "press.sqlite3"), "BRIDGE_LOG": str(log)}
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **more, "PYTHONPATH": path},
            stdout=output,
            stderr=output,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        assert until(lambda: ask(url, "/").status == 200), (folder / "output").read_text()
        yield Behind(url, log)
    finally:
        process.terminate()
        process.wait(15)


def _send(behind: Behind, path: str, body: bytes, *, chunked: bool = False) -> Response:
    if chunked:
        pieces = [body[start : start + 10_000] for start in range(0, len(body), 10_000)]
        sent = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        head = b"Transfer-Encoding: chunked\r\n\r\n"
    else:
        sent, head = body, b"Content-Length: %d\r\n\r\n" % len(body)
    return ask_raw(behind.url, path.encode(), b"POST", head + sent)


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("size", [0, 1, 100, 300_000])
def test_a_body_arrives_as_it_was_sent(behind: Behind, size: int, chunked: bool) -> None:
    body = os.urandom(size)
    answer = _send(behind, "/-/echo", body, chunked=chunked)
    assert (answer.status, answer.body) == (200, body)


def test_headers_that_come_twice_stay_two(behind: Behind) -> None:
    pairs = _send(behind, "/-/echo", b"x").pairs
    assert [value for name, value in pairs if name == "set-cookie"] == ["a=1", "b=2"]


def test_a_large_body_is_never_in_memory_whole(behind: Behind) -> None:
    body = bytes(100 * MB)
    said = json.loads(_send(behind, "/-/measure", body).body)
    assert said["length"] == len(body)
    assert said["longest"] <= MB
    assert said["kilobytes"] < 20_000


def test_the_application_is_told_what_was_asked(behind: Behind) -> None:
    more = b"X-Odd: caf\xc3\xa9 \xe9\r\nCookie: a=1; b=2\r\nX-Twice: 1\r\nX-Twice: 2\r\n"
    told = ask_raw(behind.url, b"/-/a%20b%2Fc/scope?q=a%20b&r=%C3%A9", b"GET", more)
    scope = eval(told.body)  # a dictionary that our own process wrote
    assert scope["type"] == "http"
    assert scope["method"] == "GET"
    assert scope["path"] == "/-/a b/c/scope"
    assert scope["query_string"] == b"q=a%20b&r=%C3%A9"
    assert scope["client"][0] == "127.0.0.1"
    assert scope["server"][1] == urlsplit(behind.url).port
    headers = scope["headers"]
    assert (b"cookie", b"a=1; b=2") in headers
    assert [value for name, value in headers if name == b"x-twice"] == [b"1", b"2"]


def test_an_answer_in_pieces_comes_in_pieces(behind: Behind) -> None:
    answer = ask(behind.url, "/-/stream")
    assert answer.body == b"0\n1\n2\n3\n4\nend\n"
    assert answer.headers["transfer-encoding"] == "chunked"


@pytest.mark.parametrize(("path", "length"), [("/-/echo", "0"), ("/-/stream", None)])
def test_head_has_no_body(behind: Behind, path: str, length: str | None) -> None:
    answer = ask(behind.url, path, "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert dict(answer.pairs).get("content-length") == length


def test_an_answer_without_a_body_is_none(behind: Behind) -> None:
    answer = ask(behind.url, "/-/empty")
    assert (answer.status, answer.body) == (204, b"")


def test_an_error_of_the_applications_own_stays_its_own(behind: Behind) -> None:
    answer = ask(behind.url, "/-/own500")
    assert (answer.status, answer.body) == (500, b"<h1>Ours</h1>")


def test_an_application_that_breaks_breaks_one_answer(behind: Behind) -> None:
    answer = ask(behind.url, "/-/raise")
    assert answer.status == 500
    assert b"no more ink" not in answer.body
    with pytest.raises(http.client.IncompleteRead):
        ask(behind.url, "/-/halfway")
    assert ask(behind.url, "/").body == b"front"


def test_who_hangs_up_is_not_served_on(behind: Behind) -> None:
    with behind.line() as line:
        line.sendall(b"GET /-/endless HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(1_000)
    assert behind.says("endless ended") or behind.says("endless went on")
    assert "endless went on" not in behind.log.read_text()


def test_who_hangs_up_while_the_answer_is_made_is_reported(behind: Behind) -> None:
    with behind.line() as line:
        line.sendall(b"POST /-/wait HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx")
        time.sleep(0.1)
    assert behind.says("wait: http.disconnect")


def test_readers_wait_for_nothing_that_the_editor_does(behind: Behind) -> None:
    """Pages in memory are given out while something holds the whole event loop."""
    ask(behind.url, "/")
    slow = threading.Thread(target=ask, args=(behind.url, "/-/busy"))
    slow.start()
    assert behind.says("busy")
    begun = time.monotonic()
    assert ask(behind.url, "/").body == b"front"
    assert time.monotonic() - begun < 1
    assert slow.is_alive()
    slow.join()
