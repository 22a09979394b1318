"""Take the pictures of docs/newsroom.md: ``PYTHONPATH=. python docs/screenshots/newsroom.py``.

Makes a paper of its own and walks a story's day through it, as tests/browser does.
"""

from __future__ import annotations

import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page
from take import keep

from tests.browser.chromium import chromium
from tests.browser.day import HEIGHT, WIDTH, Day
from tests.command import Running, broadsheet

ROOT = Path(__file__).parents[2]
PASSWORD = "a-long-enough-secret-42"  # noqa: S105  of a paper that is gone in a minute
FILL = (
    "from tests.browser.background import ask_for_steps, hire, plan, publish;"
    "from broadsheet.staff.models import User as U;"
    "publish(); hire(); ask_for_steps(); plan();"
    "U.objects.filter(first_name='').update(first_name='Pru')"
)
NARROW = {"width": 390, "height": 844}
LARGEST = 45_000
SETTLED = 700
"""Milliseconds until what slides into view stands still."""


def main() -> None:
    """Write ``newsroom-<moment>-<width>.webp`` for each moment of the day."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "paper"
        words = ("--name", "The Courier", "--place", "New York", "--timezone", "America/New_York")
        who = ("--email", "pru@example.org", "--password-file", "-")
        broadsheet("new", paper, "--yes", *words, *who, text=PASSWORD).check_returncode()
        sources = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        filled = broadsheet("manage", "shell", "-c", FILL, cwd=paper, PYTHONPATH=sources)
        filled.check_returncode()
        with Running(paper) as running, chromium() as browser:
            _walk(Day(browser, running.url, paper, PASSWORD, look=_look))


def _walk(day: Day) -> None:
    text = "The sale of the city’s ferries is off, a judge said.\n\nThe unions had sued."
    day.write("rosa", "Court halts ferry sale", text, "Courts", "Rosa Lind")
    day.see_the_steps("rosa")
    day.hand_in("rosa", "Submit to Desk, copy", "1-hand-in")
    _open(day, "dina", "/-/desk/", "2-your-turn")
    day.send_back("dina", "Which judge? Name the court.", "3-request-changes")
    day.open("rosa")
    _look("4-sent-back", day.page)
    day.hand_in("rosa", "Resubmit to Desk")
    day.pass_on("dina", "5-pass")
    _open(day, "ed", "/-/desk/reports/steps/", "6-who-holds-what")
    day.pass_on("cora", headline="Court stops sale of 4 ferries")
    _look("7-ready", day.see_the_steps("pru"))
    tomorrow = datetime.now() + timedelta(days=1)
    day.schedule("pru", tomorrow.replace(hour=6, minute=0), "8-schedule")
    day.let_the_hour_come()
    day.page.goto(day.address("Court stops sale of 4 ferries"))
    _look("9-live", day.page)
    _open(day, "ed", "/-/desk/planning/", "11-board")
    _open(day, "ed", "/-/desk/planning/calendar/", "12-calendar")
    day.correct("pru", "Court stops sale of 5 ferries", "There are five ferries.", "10-correct")


def _open(day: Day, who: str, path: str, moment: str) -> None:
    page = day.desk_of(who)
    page.goto(day.url + path)
    _look(moment, page)


def _look(moment: str, page: Page) -> None:
    for size in ({"width": WIDTH, "height": HEIGHT}, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.wait_for_timeout(SETTLED)
        keep(page, f"newsroom-{moment}-{size['width']}", largest=LARGEST)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.wait_for_timeout(SETTLED)


if __name__ == "__main__":
    main()
