"""Odd addresses get a page, a way on, or the printed “nothing is here”: never anything else."""

from __future__ import annotations

import pytest

from tests.command import Running
from tests.press.serving.asking import ask, ask_raw

NOTHING = [
    b"/there/is/nothing/",
    b"//world/",
    b"/world//",
    b"/./world/",
    b"/world/.",
    b"/world/../",
    b"/world/../world/",
    b"/../../etc/passwd",
    b"/%2e%2e/%2e%2e/etc/passwd",
    b"/..%2f..%2fetc/passwd",
    b"/..%5c..%5cetc",
    b"/world\\",
    b"/world%5c",
    b"/World/",
    b"/WORLD/",
    b"/world/%00",
    b"/world%00/",
    b"/%00",
    b"/%c0%ae%c0%ae/",
    b"/%e0%80%ae/",
    b"/%ff%fe",
    b"/%ed%a0%80/",
    b"/%f0%9f%9b%a5/",
    b"/%",
    b"/%zz/",
    b"/%252e%252e/",
    b"/world/%3Fx=1",
    b"/index.php%3Fid=7",
    b"/world;jsessionid=1/",
    b"/world/@foot",
    b"/@foot",
    b"/!404",
    b"/~root/",
    b"/.git/config",
    b"/press.sqlite3",
    b"/data/secret_key",
    b"/a" * 4_000,
    b"/" * 3_000,
    b"//evil.example",
    b"//evil.example/",
    b"/%2fevil.example",
    b"/%2Fevil.example/",
    b"/\\evil.example",
    b"/%5cevil.example",
    b"///evil.example/world",
    b"/%09//evil.example",
    b"/%0d%0aLocation:%20//evil.example",
    b"/%20/",
]


@pytest.mark.parametrize("target", NOTHING, ids=lambda target: target[:40].decode())
def test_where_nothing_is_the_paper_says_so(
    server: Running, office: Running, target: bytes
) -> None:
    """From print, without Django."""
    printed = ask(server.url, "/there/is/nothing").body
    for running in (server, office):
        answer = ask_raw(running.url, target)
        if answer.status == 400:  # refused before anything of ours read it
            continue
        assert answer.status == 404
        assert answer.body == printed
        assert "location" not in answer.headers


@pytest.mark.parametrize(
    "target",
    [b"*", b"@foot", b"!404", b"http://", b"world/", b"?x", b"#"],
    ids=lambda target: target.decode(),
)
def test_what_is_no_path_is_no_page(server: Running, target: bytes) -> None:
    assert ask_raw(server.url, target).status in {400, 404}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/world", "/world/"),
        ("/world?a=1&b=%20%2F", "/world/?a=1&b=%20%2F"),
        ("/world?", "/world/"),
        ("/world?next=//evil.example", "/world/?next=//evil.example"),
        ("/%77orld", "/world/"),
    ],
)
def test_a_forgotten_slash_is_added_and_the_query_kept(
    server: Running, office: Running, path: str, target: str
) -> None:
    for running in (server, office):
        for method in ("GET", "HEAD"):
            answer = ask(running.url, path, method)
            assert (answer.status, answer.headers["location"]) == (301, target)


def test_a_host_in_the_request_changes_no_way_on(server: Running, office: Running) -> None:
    for running in (server, office):
        for target in (b"http://evil.example/world", b"https://evil.example/world"):
            assert ask_raw(running.url, target).headers["location"] == "/world/"
        told = ask(running.url, "/world", x_forwarded_host="evil.example")
        assert told.headers["location"] == "/world/"


def test_a_question_mark_that_is_escaped_begins_no_query(server: Running) -> None:
    """Not from memory either, where the redirect is once somebody has asked for it."""
    for _time in range(2):
        assert ask(server.url, "/index.php?id=7").status == 301
        assert ask_raw(server.url, b"/index.php%3Fid=7").status == 404


def test_addresses_of_an_earlier_system_lead_on(server: Running) -> None:
    for path in ("/old-harbour", "/old-harbour/", "/index.php?id=7"):
        answer = ask(server.url, path)
        while answer.status == 301 and answer.headers["location"] == "/old-harbour/":
            answer = ask(server.url, "/old-harbour/")
        assert (answer.status, answer.headers["location"]) == (301, "/world/"), path
    assert ask(server.url, "/index.php?id=8").status == 404
    assert ask(server.url, "/index.php").status == 404


@pytest.mark.parametrize(
    "query",
    ["utm_source=x", "id=7", "?", "page=2", "a" * 3_000, "%00", "%ff", "é", "x=<script>", "/../"],
)
def test_no_query_changes_a_page(server: Running, query: str) -> None:
    page = ask(server.url, "/world/", accept_encoding="gzip")
    asked = ask_raw(server.url, b"/world/?" + query.encode(), more=b"Accept-Encoding: gzip\r\n")
    if asked.status != 400:
        assert (asked.status, asked.body) == (200, page.body)
        assert asked.headers["etag"] == page.headers["etag"]


def test_a_path_may_be_written_in_any_way_that_means_the_same(server: Running) -> None:
    page = ask(server.url, "/world/")
    for same in (b"/%77orld/", b"/w%6Frld/", b"/world%2f", b"http://127.0.0.1/world/"):
        answer = ask_raw(server.url, same)
        assert (answer.status, answer.body) == (200, page.body), same


def test_a_host_that_is_not_ours_gets_the_same_page(server: Running) -> None:
    """Nothing of a page depends on the request: so nothing of a request can poison it."""
    page = ask(server.url, "/world/")
    for more in (
        {"x_forwarded_host": "evil.example"},
        {"x_forwarded_proto": "https"},
        {"x_original_url": "/-/desk/"},
        {"x_http_method_override": "POST"},
        {"accept_language": "pt"},
        {"cookie": "a=1"},
        {"user_agent": "curl"},
        {"authorization": "Basic eDp4"},
    ):
        assert ask(server.url, "/world/", **more).body == page.body
