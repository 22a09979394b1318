"""H2, H5, H6: requests that no browser makes get an answer, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from broadsheet.newsletters.models import Consent
from broadsheet.staff.signin import resets
from tests.factories import a_story, a_topic, desk_of, max_reads, pru
from tests.hostile.requests import HEADERS, HOSTS, KNOWN, ODD, QUERIES, Request, mixed
from tests.newsletters.mailbox import a_list, letters, sign_up
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

FOR_THE_WIRE = {"Content-Length", "Transfer-Encoding", "Upgrade"}
"""Headers that a server reads, not Django: see test_wire.py."""

READ = ("/", "/world/", "/authors/", "/topics/shipping/", "/feed.rss", "/-/search?q=harbour")
READ += ("/newsletters/", "/corrections/", "/nowhere/")


def send(browser: Client, request: Request) -> HttpResponse:
    """Send a request to Django. Whatever it raises is the test's failure."""
    headers = {name: value for name, value in request.headers.items() if name not in FOR_THE_WIRE}
    names = {f"HTTP_{name.upper().replace('-', '_')}": headers[name] for name in headers}
    kind = request.content_type or "application/octet-stream"
    return browser.generic(request.method, request.target, request.body, content_type=kind, **names)


@pytest.fixture(scope="module")
def paper(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A paper with one of everything, made once for all tests; returns the story's address."""
    with django_db_blocker.unblock(), transaction.atomic():
        a_list()
        yield str(a_story("The harbour", topics=[a_topic()], hero=a_photo()).address)
        transaction.set_rollback(True)


def test_a_thousand_odd_requests_get_an_answer(paper: str) -> None:
    """H2: no error of ours, no traceback, nothing from outside of the paper."""
    browser, statuses = max_reads(), set()
    for request in mixed(1_000, seed=20_261_124):
        answer = send(browser, request)
        statuses.add(answer.status_code)
        assert answer.status_code < 500, request
        said = answer.getvalue()
        assert b"Traceback" not in said, request
        assert b"root:" not in said, request
        assert "evil" not in answer.get("Location", ""), request
    assert {200, 404, 405} <= statuses


@pytest.mark.parametrize("odd", ODD)
def test_no_spelling_of_an_address_leaves_the_paper(paper: str, odd: str) -> None:
    browser = max_reads()
    for known in (paper, "/media/renditions/", "/authors/"):
        for target in (known + odd, f"/{odd}{known}"):
            answer = browser.get(target)
            assert answer.status_code < 500, target
            assert b"root:" not in answer.getvalue(), target
            where = answer.get("Location", "/")
            assert where.startswith("/"), target
            assert not where.startswith(("//", "/\\")), target
    desk = desk_of(pru())
    assert desk.get(f"/-/desk/pages/{odd}").status_code < 500


@pytest.mark.parametrize("query", QUERIES)
def test_what_stands_after_a_question_mark_breaks_nothing(paper: str, query: str) -> None:
    for known in (paper, "/", "/world/", "/feed.rss", "/-/search", "/-/desk/login/"):
        assert max_reads().get(known + query).status_code < 500, known
    desk = desk_of(pru())
    for known in ("images/", "pages/search/", "reports/site-history/"):
        assert desk.get(f"/-/desk/{known}{query}").status_code < 500, known


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PROPFIND", "PUT", "DELETE", "X"])
def test_only_reading_is_answered(paper: str, method: str) -> None:
    for known in (*KNOWN, paper):
        answer = max_reads().generic(method, known)
        assert answer.status_code == 405, known
        assert not answer.cookies


@pytest.mark.parametrize("host", HOSTS)
def test_another_papers_name_is_refused(paper: str, host: str) -> None:
    """H6."""
    for known in (*READ, paper, "/-/desk/login/", "/robots.txt"):
        answer = Client().get(known, HTTP_HOST=host)
        assert answer.status_code == 400, known
        if len(host) > 3:
            assert host not in answer.content.decode(), known


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]:8000", "127.0.0.1:1"])
def test_letters_name_the_papers_own_address_whatever_a_request_calls_it(host: str) -> None:
    """H6: a link in a letter leads to the configured address alone."""
    books = a_list()
    data = {"email": "max@example.org", "list": books.slug}
    forwarded = {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PROTO": "gopher"}
    client = Client(HTTP_HOST=host, **forwarded)
    assert client.post("/-/newsletters/sign-up", data).status_code == 200
    [letter] = letters()
    links = [word for word in letter.body.split() if "://" in word]
    assert links
    assert all(link.startswith(settings.BROADSHEET.url) for link in links)


def test_a_new_password_is_asked_for_at_the_papers_own_address() -> None:
    forwarded = {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_HOST": "localhost"}
    Client(**forwarded).post("/-/desk/password_reset/", {"email": pru().email})
    assert resets.send_due() == 1
    [letter] = mail.outbox
    assert "evil.example" not in letter.body
    assert f"{settings.BROADSHEET.url}/-/desk/password_reset/confirm/" in letter.body


def _others(name: str) -> Iterator[dict[str, Any]]:
    for value in HEADERS[name]:
        yield {f"HTTP_{name.upper().replace('-', '_')}": value}


NEGOTIATED = {"Range", "If-Modified-Since", "If-None-Match", "Accept-Encoding"}
SAID = sorted(set(HEADERS) - FOR_THE_WIRE - NEGOTIATED)


@pytest.mark.parametrize("name", SAID)
def test_no_header_changes_what_a_reader_gets(paper: str, name: str) -> None:
    """H5: printed pages are the same bytes for everybody."""
    for known in ("/", "/corrections/", "/feed.rss", "/-/search?q=harbour", paper):
        plain = max_reads().get(known)
        for header in _others(name):
            answer = max_reads().get(known, **header)
            assert answer.status_code == plain.status_code, (known, header)
            assert answer.content == plain.content, (known, header)
            assert not answer.cookies, (known, header)


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL"])
def test_no_header_makes_one_request_another(paper: str, name: str) -> None:
    for header in _others(name):
        assert max_reads().get("/-/health", **header).content == b"ok\n"
        assert max_reads().post("/", **header).status_code == 405


@pytest.mark.parametrize(
    "query", ["?utm_source=x", "?q=x", "?page=1&x=y", "?static=1&order=asc", "?preview=1"]
)
def test_a_query_that_nobody_asked_for_changes_no_byte(paper: str, query: str) -> None:
    """H5."""
    for known in ("/", "/world/", paper, "/authors/mara-ellison/", "/feed.rss", "/sitemap.xml"):
        assert max_reads().get(known + query).content == max_reads().get(known).content, known


def test_what_a_browser_calls_itself_is_kept_as_words() -> None:
    sign_up("max@example.org", HTTP_USER_AGENT="<script>alert(1)</script>\x7f" + "x" * 9_000)
    assert len(Consent.objects.get().user_agent) < 1_000
