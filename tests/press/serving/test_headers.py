"""What stands above a page: RFC 9110 and 9111, from outside."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

import pytest

from tests.command import Running
from tests.press.serving.asking import ENCODINGS, ask

PATHS = ["/", "/world/", "/feed.rss", "/robots.txt", "/there/is/nothing"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_page_says_what_caches_need_to_know(
    server: Running, path: str, encoding: str
) -> None:
    answer = ask(server.url, path, accept_encoding=encoding)
    headers = answer.headers
    assert headers["vary"] == "accept-encoding"
    assert headers["accept-ranges"] == "none"
    assert re.fullmatch(r'"[0-9a-f]{16}-[a-z]"', headers["etag"])
    assert parsedate_to_datetime(headers["last-modified"])
    assert "public" in headers["cache-control"]
    assert 0 < int(re.findall(r"s-maxage=(\d+)", headers["cache-control"])[0]) <= 60
    assert headers["surrogate-key"].split()[0] in {path, "!404"}
    assert "set-cookie" not in headers


def test_no_page_sets_a_cookie_whatever_it_is_sent(server: Running, office: Running) -> None:
    cookie = "sessionid=0123456789abcdef; csrftoken=x"
    for running in (server, office):
        for path in PATHS:
            for more in ({}, {"cookie": cookie}):
                assert "set-cookie" not in ask(running.url, path, **more).headers


def test_each_encoding_has_a_strong_etag_of_its_own(server: Running) -> None:
    tags = {ask(server.url, "/", accept_encoding=each).headers["etag"] for each in ENCODINGS}
    assert len(tags) == len(ENCODINGS)
    assert not any(tag.startswith("W/") for tag in tags)
    again = {ask(server.url, "/", accept_encoding=each).headers["etag"] for each in ENCODINGS}
    assert again == tags
    assert ask(server.url, "/world/").headers["etag"] not in tags


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"a", {}', '{} , W/"b"', "*", ' "x",W/{}'])
def test_who_has_a_page_is_told_that_it_is_the_same(
    server: Running, encoding: str, form: str
) -> None:
    whole = ask(server.url, "/", accept_encoding=encoding)
    known = form.format(whole.headers["etag"])
    answer = ask(server.url, "/", accept_encoding=encoding, if_none_match=known)
    assert answer.status == 304
    assert answer.body == b""
    for name in ("etag", "vary", "cache-control", "last-modified", "content-security-policy"):
        assert answer.headers[name] == whole.headers[name]
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("known", ['"another"', '""', "", "W/", '"815a286ddf278c65"', ","])
def test_who_has_another_page_gets_this_one(server: Running, known: str) -> None:
    assert ask(server.url, "/", if_none_match=known).status == 200


def test_one_encodings_tag_is_not_anothers(server: Running) -> None:
    tag = ask(server.url, "/", accept_encoding="gzip").headers["etag"]
    assert ask(server.url, "/", accept_encoding="zstd", if_none_match=tag).status == 200
    assert ask(server.url, "/", if_none_match=tag).status == 200


def test_nothing_is_never_the_same(server: Running) -> None:
    """A condition is looked at only where the answer would be a page (RFC 9110, 13.2.1)."""
    tag = ask(server.url, "/nowhere").headers["etag"]
    assert ask(server.url, "/nowhere", if_none_match=tag).status == 404
    assert ask(server.url, "/nowhere", if_none_match="*").status == 404


@pytest.mark.parametrize("path", [*PATHS, "/world", "/old-harbour", "/favicon.ico", "/-/desk/"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_head_is_get_without_a_body(server: Running, path: str, encoding: str) -> None:
    whole = ask(server.url, path, accept_encoding=encoding)
    head = ask(server.url, path, "HEAD", accept_encoding=encoding)
    assert head.status == whole.status
    assert head.body == b""
    kept = {name: value for name, value in whole.headers.items() if name != "date"}
    assert {name: value for name, value in head.headers.items() if name != "date"} == kept


@pytest.mark.parametrize("wanted", ["bytes=0-9", "bytes=-5", "bytes=5-", "bytes=0-0,5-9", "x=1"])
def test_a_part_of_a_page_is_not_to_be_had(server: Running, wanted: str) -> None:
    whole = ask(server.url, "/", accept_encoding="gzip")
    answer = ask(server.url, "/", accept_encoding="gzip", range=wanted)
    assert answer.status == 200
    assert answer.body == whole.body
    assert "content-range" not in answer.headers


def test_who_takes_nothing_that_we_can_send_is_told_so(server: Running) -> None:
    answer = ask(server.url, "/", accept_encoding="br, identity;q=0")
    assert answer.status == 406
    assert "etag" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PURGE"])
@pytest.mark.parametrize("path", ["/", "/world/", "/feed.rss"])
def test_pages_are_for_reading(server: Running, office: Running, path: str, method: str) -> None:
    for running in (server, office):
        answer = ask(running.url, path, method, content_length="0")
        assert answer.status == 405
        assert answer.headers["allow"] == "GET, HEAD"
        assert "set-cookie" not in answer.headers
    assert ask(server.url, path).status == 200


def test_a_body_that_nobody_wanted_does_no_harm(server: Running) -> None:
    for _round in range(3):
        assert ask(server.url, "/", "POST", content_length="3", expect="").status == 405
        assert ask(server.url, "/").status == 200
