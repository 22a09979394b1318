"""H2, H3, H6, Y1 on the program as it runs: the press before, Django behind it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import Running, broadsheet, get, until
from tests.hostile.requests import HOSTS, KNOWN, METHODS, ODD, mixed
from tests.hostile.wire import Answer, ask, request
from tests.publications import made

__all__ = ["made"]

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).parents[2]
FILL = """
from tests.factories import a_section, a_story, a_topic
from tests.pictures import a_photo
from tests.newsletters.mailbox import a_list
a_list()
story = a_story("The harbour", topics=[a_topic()], hero=a_photo())
print(story.address)
"""
SECRET = "data/secret_key"
OF_PAGES = (
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)


class Paper(Running):
    """A running paper, and where its one story is."""

    story: str
    folder: Path

    def ask(self, target: str, **how: str) -> Answer:
        """Send one request."""
        return ask(
            self.port, request(target, host=how.pop("host", f"127.0.0.1:{self.port}"), **how)
        )


@pytest.fixture(scope="module")
def paper(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    folder = tmp_path_factory.mktemp("wire") / "paper"
    shutil.copytree(made, folder)
    tests = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    filled = broadsheet("manage", "shell", "-c", FILL, cwd=folder, PYTHONPATH=tests)
    assert filled.returncode == 0, filled.stderr
    with Paper(folder) as running:
        running.story = filled.stdout.strip().splitlines()[-1]
        running.folder = folder
        printed = lambda: "surrogate-key" in running.ask(running.story).head  # noqa: E731
        assert until(printed), running.log.read_text()
        assert until(lambda: get(f"{running.url}/-/desk/login/")[0] == 200)
        yield running
        log = running.log.read_text()
        assert "Traceback" not in log, log
        assert get(f"{running.url}/")[0] == 200, "it is still there after all of it"


def assert_refused_or_answered(answer: Answer, about: object) -> None:
    """No error of ours, and nothing that isn't the paper's."""
    assert answer.status < 500, (about, answer.head)
    assert b"Traceback" not in answer.body, about
    assert b"root:" not in answer.body, about
    assert "evil" not in answer.header("Location"), about
    assert "evil" not in answer.header("Set-Cookie"), about


def test_two_hundred_odd_requests_get_an_answer(paper: Paper) -> None:
    for odd in mixed(200, seed=24_112_026):
        headers = {"Host": f"127.0.0.1:{paper.port}", **odd.headers, "Connection": "close"}
        if odd.content_type:
            headers["Content-Type"] = odd.content_type
        if odd.body:
            headers.setdefault("Content-Length", str(len(odd.body)))
        lines = [f"{odd.method} {odd.target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        raw = "\r\n".join([*lines, "", ""]).encode("utf-8") + odd.body
        assert_refused_or_answered(ask(paper.port, raw), odd)


@pytest.mark.parametrize("odd", ODD)
def test_no_spelling_of_an_address_leaves_the_paper(paper: Paper, odd: str) -> None:
    for known in (paper.story, "/media/", "/-/static/", "/", "/-/documents/"):
        for target in (known + odd, f"/{odd}{known}"):
            assert_refused_or_answered(paper.ask(target), target)


def test_no_file_of_the_machine_is_to_be_had(paper: Paper) -> None:
    """Found by this test: two slashes after /media gave any file there is."""
    secret = str(paper.folder / SECRET)
    assert (paper.folder / SECRET).read_bytes()
    ways = ["/", "//", "/%2f", "/%2F", "/./", "/%2e/", "/renditions/", "/renditions//"]
    ways += ["/renditions/%2f", "/..%2f" * 9, "/renditions/..%2f" + "..%2f" * 9, "/\\", "/%5c"]
    for root in ("/media", "/-/static", "", "/-/documents", "/-"):
        for way in ways:
            for file in ("/etc/passwd", secret, secret.lstrip("/")):
                for target in (root + way + file, root + way + file.replace("/", "%2f")):
                    answer = paper.ask(target)
                    assert answer.status in {301, 302, 400, 403, 404, 0}, (target, answer.head)


@pytest.mark.parametrize("method", METHODS[3:])
def test_only_reading_is_answered(paper: Paper, method: str) -> None:
    for known in ("/", paper.story, "/feed.rss", "/-/search", "/-/desk/", "/-/health", "/nowhere/"):
        answer = paper.ask(known, method=method)
        assert answer.status in {405, 404, 400, 501} or method == "OPTIONS", (known, answer.head)
        assert answer.status < 500 or answer.status == 501
        assert "TRACE" not in answer.body.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "host", [host for host in HOSTS if host.isascii() and host == host.strip()]
)
def test_another_papers_name_is_refused_or_makes_no_difference(paper: Paper, host: str) -> None:
    """H6: printed pages are the same bytes for whoever asks; what Django says is refused."""
    same = paper.ask(paper.story).body
    answer = paper.ask(paper.story, host=host)
    assert answer.status in {400, 0} or (answer.status == 200 and answer.body == same)
    for known in ("/-/desk/login/", "/-/search", "/-/newsletters/sign-up", "/-/documents/1/x.pdf"):
        answer = paper.ask(known, host=host)
        assert answer.status in {400, 0}, (known, answer.head)
        assert "evil" not in answer.head + answer.body.decode(), known


TWO_IN_ONE = [
    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /-/health HTTP/1.1\r\n",
    "Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcdGET /-/health HTTP/1.1\r\n",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\nGET /-/health HTTP/1.1\r\n",
    "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /-/health HTTP/1.1\r\n",
    "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /-/health HTTP/1.1\r\n",
    "Content-Length: +4\r\n\r\nabcdGET /-/health HTTP/1.1\r\n",
    "Content-Length: 4\r\n folded\r\n\r\nabcdGET /-/health HTTP/1.1\r\n",
    "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n0\r\n\r\n",
    "X: y\nX-Two: z\r\n\r\n",
    "X\x00: y\r\n\r\n",
    "X: y\x00z\r\n\r\n",
    "Host: evil.example\r\n\r\n",
]


@pytest.mark.parametrize("rest", TWO_IN_ONE, ids=range(len(TWO_IN_ONE)))
def test_one_request_is_never_read_as_two(paper: Paper, rest: str) -> None:
    """H3."""
    head = f"POST /-/newsletters/sign-up HTTP/1.1\r\nHost: 127.0.0.1:{paper.port}\r\n"
    raw = (head + rest + "Connection: close\r\n\r\n").encode()
    answer = ask(paper.port, raw)
    assert_refused_or_answered(answer, rest)
    assert b"\nok\n" not in answer.body, "the second request in it was answered"


@pytest.mark.parametrize(
    ("raw", "statuses"),
    [
        (b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 2_000_000 + b"\r\n\r\n", {400, 413, 414, 431, 0}),
        (b"GET /" + b"a" * 2_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", {400, 404, 414, 431, 0}),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 50_000 + b"\r\n", {400, 431, 0}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200, {400, 0}),
        (b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", {400, 505, 0}),
        (b"\r\n\r\n\r\n\x00\x00\x00", {400, 0}),
    ],
    ids=["header", "line", "headers", "tls", "version", "nothing"],
)
def test_what_is_no_request_is_refused_without_harm(
    paper: Paper, raw: bytes, statuses: set[int]
) -> None:
    """H4."""
    assert ask(paper.port, raw).status in statuses
    assert get(f"{paper.url}/-/health") == (200, b"ok\n")


READERS = ["/", "/world/", "/authors/mara-ellison/", "/topics/shipping/", "/nowhere/", "/feed.rss"]
READERS += ["/feed.json", "/sitemap.xml", "/robots.txt", "/manifest.webmanifest", "/newsletters/"]
READERS += ["/-/search?q=harbour", "/-/health", "/-/newsletters/confirm/x", "/world", "/-/nowhere"]


@pytest.mark.parametrize("path", [*READERS, "story", "picture", "TRACE /"])
def test_every_answer_to_a_reader_says_what_a_browser_may_do_with_it(
    paper: Paper, path: str
) -> None:
    """Y1."""
    page = paper.ask(paper.story)
    method, _space, target = path.rpartition(" ")
    if target == "story":
        target = paper.story
    if target == "picture":
        target = page.body.decode().partition('src="')[2].partition('"')[0]
    answer = paper.ask(target, method=method or "GET")
    assert answer.status in {200, 301, 302, 404, 405}
    policy = answer.header("Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    if answer.header("Content-Type").startswith("text/html"):
        assert all(part in policy for part in OF_PAGES)
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("Set-Cookie") == ""
    if answer.header("Content-Type").startswith("text/html"):
        assert answer.header("Referrer-Policy") in {
            "strict-origin-when-cross-origin",
            "same-origin",
        }
        assert answer.header("Cross-Origin-Opener-Policy") == "same-origin"
        assert "camera=()" in answer.header("Permissions-Policy")
        assert answer.header("X-Frame-Options") in {"SAMEORIGIN", "DENY"}


def test_nobody_who_only_reads_is_given_a_cookie(paper: Paper) -> None:
    for known in (*KNOWN, paper.story):
        if not known.startswith(("/-/desk/", "/-/documents/")):
            assert paper.ask(known).header("Set-Cookie") == "", known
            sent = {"Cookie": "sessionid=x; csrftoken=x"}
            assert paper.ask(known, **sent).header("Set-Cookie") == "", known


def test_the_editor_keeps_its_pages_out_of_other_pages_and_of_caches(paper: Paper) -> None:
    answer = paper.ask("/-/desk/login/")
    assert answer.header("X-Frame-Options") == "DENY"
    assert "no-cache" in answer.header("Cache-Control")
    assert "HttpOnly" in answer.header("Set-Cookie") or "csrftoken" in answer.header("Set-Cookie")


def test_words_in_an_address_arrive_as_they_were_typed(paper: Paper) -> None:
    """Found by these tests: a raw “é” in a search was refused, and a raw “東” became “?”."""
    for words in ("é", "東京", "²", "😀"):
        answer = paper.ask(f"/-/search?q={words}")
        assert answer.status == 200
        assert f'value="{words}"' in answer.body.decode()
