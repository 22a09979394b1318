"""What is printed reaches every client whole: curl, Chromium, Python, Node.

Each decodes by itself what the press joined, in gzip of several pieces and zstd of several
frames, and has the bytes that a client without any encoding has.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

from broadsheet.press.joining import join
from tests.browser.chromium import chromium
from tests.command import Running
from tests.press.serving.asking import ENCODINGS, ask
from tests.press.serving.editions import reader

STORY = "ferries-0"


@pytest.fixture(scope="module")
def expected(copied: Path) -> dict[str, bytes]:
    """Return what the store holds of each page, by its path."""
    store = reader(copied / "data" / "press.sqlite3")
    names = [row[0] for row in store.database.rows("SELECT name FROM target WHERE status = 200")]
    found = {name: store.whole(name) for name in names if name.startswith("/")}
    store.database.close()
    return {name: join(each[1], "identity") for name, each in found.items() if each}


@pytest.fixture(scope="module")
def story(expected: dict[str, bytes]) -> str:
    return next(path for path in expected if STORY in path)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_page_is_the_same_bytes_in_every_encoding(
    server: Running, expected: dict[str, bytes], encoding: str
) -> None:
    assert len(expected) > 30
    for path, body in expected.items():
        answer = ask(server.url, path, accept_encoding=encoding)
        assert answer.status == 200, path
        assert answer.headers["content-length"] == str(len(answer.body))
        if body:
            assert answer.headers.get("content-encoding", "identity") == encoding, path
        assert answer.decoded == body, path


def test_pages_are_joined_of_many_segments(server: Running, story: str) -> None:
    """Else the tests of this module would show nothing."""
    assert ask(server.url, story, accept_encoding="zstd").body.count(b"\x28\xb5\x2f\xfd") > 5


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("encoding", [*ENCODINGS, "gzip, deflate, br, zstd"])
def test_curl(server: Running, expected: dict[str, bytes], encoding: str) -> None:
    known = subprocess.run(["curl", "--version"], capture_output=True, check=True).stdout
    if encoding == "zstd" and b"zstd" not in known:
        pytest.skip("this curl knows no zstd")
    some = [*list(expected)[:8], *[path for path in expected if "ferries" in path]]
    for path in some:
        command = ["curl", "-sS", "-g", "--compressed", "-H", f"Accept-Encoding: {encoding}"]
        got = subprocess.run([*command, server.url + path], capture_output=True, check=True)
        assert got.stdout == expected[path], path


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
def test_node(server: Running, expected: dict[str, bytes], story: str) -> None:
    code = (
        "const [url] = process.argv.slice(1);"
        "fetch(url).then(async a => console.log(JSON.stringify({status: a.status,"
        " encoding: a.headers.get('content-encoding'),"
        " body: Buffer.from(await a.arrayBuffer()).toString('base64')})))"
    )
    got = subprocess.run(
        ["node", "-e", code, server.url + story], capture_output=True, check=True, text=True
    )
    answer = json.loads(got.stdout)
    assert answer["status"] == 200
    assert answer["encoding"] in {"gzip", "zstd"}
    assert base64.b64decode(answer["body"]) == expected[story]


def test_pythons_own_client(server: Running, expected: dict[str, bytes], story: str) -> None:
    with urllib.request.urlopen(server.url + story) as answer:
        assert answer.headers.get("Content-Encoding") is None
        assert answer.read() == expected[story]


@pytest.mark.browser
@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_chromium(server: Running, expected: dict[str, bytes], story: str, encoding: str) -> None:
    with chromium() as browser:
        page = browser.new_context(extra_http_headers={"Accept-Encoding": encoding}).new_page()
        answer = page.goto(server.url + story)
        assert answer is not None
        assert answer.headers["content-encoding"] == encoding
        assert answer.body() == expected[story]
        assert "не раньше мая" in page.inner_text("main")
        assert page.inner_text("footer").strip()
        assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
        page.context.close()
