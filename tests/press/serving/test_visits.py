"""The server that answers counts which pages are opened, by nobody in particular."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from broadsheet.press.store import visits as kept
from broadsheet.press.store.database import connect
from broadsheet.press.visits import MOST, Visits, came_from
from tests.command import Running
from tests.press.serving.asking import ask

pytestmark = pytest.mark.sqlite

BROWSER = {
    "host": "paper.example",
    "sec-fetch-dest": "document",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
}
AT = 1_796_000_000


class Kept(list[Counter[Any]]):
    """Keeps what is handed over."""

    full = False

    def keep(self, counted: Counter[Any]) -> None:
        if self.full:
            raise OSError("No space left on device")
        self.append(counted)


@pytest.fixture
def handed() -> Kept:
    return Kept()


@pytest.fixture
def visits(handed: Kept) -> Visits:
    return Visits(handed.keep, clock=lambda: AT)


def test_what_a_person_opened_is_counted_by_page_and_the_site_that_led_there(
    visits: Visits, handed: Kept
) -> None:
    for referrer in ("https://paper.example/world/", "https://www.news.example.org/?q=secret", ""):
        visits.note("/a/", {**BROWSER, "referer": referrer})
    visits.note("/", BROWSER)
    visits.hand_over()
    quarter = AT // 900
    assert handed == [
        {(quarter, "/a/", ""): 2, (quarter, "/a/", "news.example.org"): 1, (quarter, "/", ""): 1}
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-gpc": "1"},
        {"dnt": "1"},
        {"sec-purpose": "prefetch;prerender"},
        {"sec-fetch-dest": "image"},
        {"sec-fetch-dest": None},
        {"user-agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"},
        {"user-agent": "Mozilla/5.0 HeadlessChrome/156.0.0.0"},
    ],
)
def test_who_asks_not_to_be_counted_isnt_nor_is_a_robot(
    visits: Visits, handed: Kept, headers: dict[str, str | None]
) -> None:
    visits.note("/a/", {**BROWSER, **headers})
    visits.hand_over()
    assert handed == []


@pytest.mark.parametrize(
    "referrer",
    ["http://[::1", "javascript:alert(1)", "https://" + "a" * 200 + ".example", "https://a_b.c/",
     "http://192.168.0.7/", "https://WWW.Paper.example:8000/",],
)  # fmt: skip
def test_nonsense_and_our_own_pages_led_nobody_here(referrer: str) -> None:
    assert came_from(referrer, "paper.example") == ""


def test_what_cant_be_kept_now_waits_and_memory_is_bounded(visits: Visits, handed: Kept) -> None:
    handed.full = True
    visits.note("/a/", BROWSER)
    visits.hand_over()
    for number in range(MOST + 10):
        visits.note(f"/{number}/", BROWSER)
    visits.hand_over()
    handed.full = False
    visits.note("/a/", BROWSER)
    visits.hand_over()
    [counted] = handed
    assert len(counted) == MOST
    assert counted[AT // 900, "/a/", ""] == 2


def test_a_server_that_ends_hands_over_what_it_counted(copied: Path, tmp_path: Path) -> None:
    store = tmp_path / "press.sqlite3"
    store.write_bytes((copied / "data" / "press.sqlite3").read_bytes())
    with Running(copied, "serve", BROADSHEET_PRESS_STORE=str(store)) as running:
        browser = {name.replace("-", "_"): value for name, value in BROWSER.items()}
        for path, status in (("/", 200), ("/world/", 200), ("/", 200), ("/nowhere/", 404)):
            answer = ask(running.url, path, **browser)
            assert answer.status == status
            assert "set-cookie" not in answer.headers
        known = ask(running.url, "/").headers["etag"]
        assert ask(running.url, "/", if_none_match=known, **browser).status == 304
        ask(running.url, "/", method="HEAD", **browser)
    database = connect(str(store))
    [name] = kept.waiting(database, 5)
    counted = kept.batch(database, name)
    assert {path: times for (_quarter, path, _host), times in counted.items()} == {
        "/": 3,
        "/world/": 1,
    }
    database.close()
