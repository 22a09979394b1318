"""X2, X3, Y4: in a real browser nothing of it runs, with the pages' policy and without."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from broadsheet.lib.html import clean_body, clean_inline
from tests.browser.chromium import chromium
from tests.command import Running, broadsheet, get, until
from tests.hostile.corpus import payloads
from tests.hostile.pen import ALL_WAYS_OUT, SHORT
from tests.hostile.watching import Seen, a_tab
from tests.publications import made

__all__ = ["made"]

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

ROOT = Path(__file__).parents[2]
FILL = """
import json
from tests.hostile import paper
paper.found()
print(json.dumps({"pages": paper.addresses(), "desk": paper.desk(), "session": paper.session()}))
"""
TOGETHER = 60
"""So many payloads in one address: the server takes 8 KB and more."""


@dataclass(frozen=True)
class Cruel:
    """The cruel paper, running: what readers get, what the newsroom opens, and a login."""

    url: str
    pages: list[str]
    desk: list[str]
    session: str


@pytest.fixture(scope="module")
def cruel(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cruel]:
    folder = tmp_path_factory.mktemp("cruel") / "paper"
    shutil.copytree(made, folder)
    tests = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    filled = broadsheet("manage", "shell", "-c", FILL, cwd=folder, PYTHONPATH=tests)
    assert filled.returncode == 0, filled.stderr
    known = json.loads(filled.stdout.strip().splitlines()[-1])
    printed = broadsheet("press", "print", "--all", "--dir", folder)
    assert printed.returncode == 0, printed.stderr
    with Running(folder) as running:
        assert until(lambda: get(f"{running.url}/")[0] == 200)
        yield Cruel(url=running.url, **known)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def readers_pages(cruel: Cruel) -> Iterator[str]:
    """Yield what a browser is led to: every page and feed, and answers to what is typed."""
    yield from (page for page in cruel.pages if "feed" not in page)
    yield from (f"/feed.{form}" for form in ("rss", "atom", "json"))
    texts = [*ALL_WAYS_OUT, *SHORT, *payloads()[:150]]
    for at in range(0, len(texts), TOGETHER):
        text = quote(" ".join(texts[at : at + TOGETHER]).encode("utf-8", "replace"), safe="")
        yield f"/-/search?q={text}&author={text}"
        yield f"/{text[:2000].rpartition('%')[0]}"
    yield f"/-/search?q={quote(ALL_WAYS_OUT[0])}"


def read(tab: Seen, cruel: Cruel, paths: Iterable[str]) -> list[str]:
    """Open each; return what has become of payloads in the trees that the browser made."""
    found = []
    for path in paths:
        answer = tab.page.goto(cruel.url + path, wait_until="load")
        assert answer is not None
        assert answer.status in {200, 404}, path
        assert "/login/" not in tab.page.url, path
        found += [f"{path} {what}" for what in tab.dangers()]
    return found


KEPT = "function () { return [document.cookie, localStorage.length, sessionStorage.length]; }"
RUNNING = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "<a href=javascript:alert(1)>x</a>",
    "<img src=https://elsewhere.example/x.png>",
]


@pytest.mark.parametrize("scripts_of_ours", [True, False])
@pytest.mark.parametrize("html", RUNNING)
def test_a_tab_that_watches_notices(
    browser: Browser, cruel: Cruel, html: str, scripts_of_ours: bool
) -> None:
    """The tests below can fail: where one of these stands, it is seen."""
    with a_tab(browser, cruel.url, scripts_of_ours=scripts_of_ours) as tab:
        body = f"<!doctype html><title>x</title>{html}"
        tab.page.route(
            "**/control/", lambda route: route.fulfill(body=body, content_type="text/html")
        )
        tab.page.goto(f"{cruel.url}/control/", wait_until="load")
        assert tab.dangers() or tab.ran or tab.called_out


def test_nothing_runs_on_readers_pages_even_without_their_policy(
    browser: Browser, cruel: Cruel
) -> None:
    with a_tab(browser, cruel.url, scripts_of_ours=False, bypass_csp=True) as tab:
        assert read(tab, cruel, readers_pages(cruel)) == []
    assert tab.ran == []
    assert tab.called_out == []


def test_readers_pages_keep_their_policy_and_nobody_is_watched(
    browser: Browser, cruel: Cruel
) -> None:
    """X3: nothing is refused, because nothing that would be is there. Y4: nothing is kept."""
    with a_tab(browser, cruel.url, scripts_of_ours=False) as tab:
        assert read(tab, cruel, cruel.pages) == []
        tab.page.goto(cruel.url)
        kept = (
            "function () { return [document.cookie, localStorage.length, sessionStorage.length] }"
        )
        assert tab.ask(kept) == ["", 0, 0]
        assert tab.page.context.cookies() == []
    assert tab.ran == []
    assert tab.called_out == []


def test_nothing_runs_on_the_editors_pages(browser: Browser, cruel: Cruel) -> None:
    with a_tab(browser, cruel.url, scripts_of_ours=True, bypass_csp=True) as tab:
        login = {"name": "sessionid", "value": cruel.session, "url": cruel.url}
        tab.page.context.add_cookies([login])
        assert read(tab, cruel, cruel.desk) == []
    assert tab.ran == []


def test_what_was_cleaned_means_the_same_to_the_browser(browser: Browser, cruel: Cruel) -> None:
    """X1: what Chromium reads and writes again is what was written, or cleans to it."""
    rewritten = """function (texts) {
        return texts.map((text) => {
            const inert = document.implementation.createHTMLDocument("");
            inert.body.innerHTML = text;
            return inert.body.innerHTML;
        });
    }"""
    with a_tab(browser, cruel.url, scripts_of_ours=False) as tab:
        tab.page.goto(f"{cruel.url}/robots.txt")
        for clean in (clean_body, clean_inline):
            cleaned = [clean(payload) for payload in payloads()]
            assert [clean(each) for each in tab.ask(rewritten, cleaned)] == cleaned
