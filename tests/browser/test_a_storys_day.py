"""A story's day, by those whose part it is: draft, desk, copy, ready, its hour, a correction."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PASSWORD
from tests.browser.day import Day
from tests.command import Running, get, until

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

DRAFT, COPY, PUT_RIGHT = (
    "Court halts ferry sale",
    "Court stops sale of 4 ferries",
    "Court stops sale of 5 ferries",
)
TOMORROW = datetime.now() + timedelta(days=1)


def test_a_story_goes_through_the_newsroom_and_each_does_their_part(
    browser: Browser, running: Running, directory: Path
) -> None:
    day = Day(browser, running.url, directory, PASSWORD, look=lambda _moment, _page: None)
    day.write("rosa", DRAFT, "The sale is off, a judge said.", "Courts", "Rosa Lind")
    day.hand_in("rosa", "Submit to Desk, copy")
    home = day.desk_of("dina")
    home.goto(f"{running.url}/-/desk/")
    turn = home.get_by_role("region", name="Your turn")
    turn.get_by_role("link", name=DRAFT).click()
    day.pass_on("dina")
    day.pass_on("cora", headline=COPY)
    assert COPY not in get(f"{running.url}/courts/")[1].decode(), "Nothing is published by passing."
    ready = day.see_the_steps("pru")
    expect(ready.get_by_text("passed by Cora")).to_be_visible()
    expect(ready.get_by_text("Ready.")).to_be_visible()
    day.schedule("pru", TOMORROW)
    assert COPY not in get(f"{running.url}/courts/")[1].decode()
    day.let_the_hour_come()
    address = day.address(COPY)
    day.correct("pru", PUT_RIGHT, "There are five.")
    assert until(lambda: "There are five." in get(address)[1].decode())
