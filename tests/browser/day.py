"""A story's day in the newsroom: each does their part, in a browser of their own."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.command import get, until

Look = Callable[[str, Page], None]
"""Given the name of a moment and what the person sees then."""

WIDTH, HEIGHT = 1280, 900


class Day:
    """The newsroom at ``url``, whose paper lies in ``folder``.

    One window for everybody, who sign in and out by turns: it keeps the editor's scripts.
    """

    def __init__(self, browser: Browser, url: str, folder: Path, password: str, look: Look) -> None:
        self.url, self.folder, self.password, self.look = url, folder, password, look
        self.window = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        self.page = self.window.new_page()
        self.cookies: dict[str, Any] = {}
        self.who = self.story = ""

    def desk_of(self, who: str) -> Page:
        """Return the window, with somebody signed in."""
        if who != self.who:
            self.page.goto("about:blank")
            self.cookies[self.who], self.who = self.window.cookies(), who
            self.window.clear_cookies()
            if who in self.cookies:
                self.window.add_cookies(self.cookies[who])
            else:
                self._sign_in(f"{who}@example.org")
        return self.page

    def _sign_in(self, email: str) -> None:
        door = f"{self.url}/-/desk/login/"
        form = self.window.request.get(door).text()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token
        said = {"username": email, "password": self.password}
        self.window.request.post(
            door, form={**said, "csrfmiddlewaretoken": token[1]}, headers={"Referer": door}
        )

    def write(self, who: str, headline: str, text: str, section: str, byline: str) -> None:
        """Write a short story and keep it as a draft."""
        page = self.desk_of(who)
        page.goto(f"{self.url}/-/desk/stories/brief/")
        page.locator("[name=title]").fill(headline)
        page.locator("[name=body]").fill(text)
        page.locator("[name=section]").select_option(label=section)
        page.locator("[name=author]").select_option(label=byline)
        self.look("0-brief", page)
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"))
        self.story = re.findall(r"/pages/(\d+)/", page.url)[0]

    def open(self, who: str) -> Page:
        """Open the story's form."""
        page = self.desk_of(who)
        address = f"{self.url}/-/desk/pages/{self.story}/edit/"
        if page.url != address:
            page.goto(address)
        return page

    def press(self, who: str, label: str, moment: str = "") -> Page:
        """Press a button at the foot of the form, where the other acts are behind an arrow."""
        page = self.open(who)
        page.get_by_role("button", name="More actions").last.click()
        if moment:
            self.look(moment, page)
        page.get_by_role("button", name=label, exact=True).click()
        return page

    def hand_in(self, who: str, to: str, moment: str = "") -> None:
        self._left(self.press(who, to, moment))

    def pass_on(self, who: str, moment: str = "", *, headline: str = "") -> None:
        page = self.open(who)
        if headline:
            page.locator("[name=title]").fill(headline)
        self._left(self.press(who, "Pass", moment))

    def send_back(self, who: str, why: str, moment: str) -> None:
        page = self.press(who, "Request changes")
        page.get_by_label("What should be changed?").fill(why)
        self.look(moment, page)
        page.locator(".modal").get_by_role("button", name="Request changes").click()
        self._left(page)

    def _left(self, page: Page) -> None:
        expect(page).to_have_url(re.compile(r"/pages/\d+/$"))  # the section's list

    def see_the_steps(self, who: str) -> Page:
        """Open what stands beside the form: where the story stands, when and where it appears."""
        page = self.open(who)
        steps = page.get_by_text("Steps: Desk, copy")
        if not steps.is_visible():
            page.get_by_role("button", name="Toggle what publishing does").click()
        expect(steps).to_be_visible()
        return page

    def schedule(self, who: str, hour: datetime, moment: str = "") -> None:
        """Set an hour, by the paper's clock, and press the button."""
        page = self.open(who)
        page.get_by_role("button", name="Toggle status").click()
        page.get_by_role("button", name="Set schedule").click()
        # Typed into, it opens a calendar above the button.
        typed = "(field, hour) => { field.value = hour; field.dispatchEvent(new Event('change')) }"
        page.locator("[name=go_live_at]").evaluate(typed, f"{hour:%Y-%m-%d %H:%M}")
        if moment:
            self.look(moment, page)
        page.get_by_role("button", name="Save schedule").click()
        expect(page.get_by_text("Once scheduled:").first).to_be_visible()
        page.get_by_role("button", name="More actions").last.click()
        page.locator("[name=action-publish]").click()
        self._left(page)

    def correct(self, who: str, headline: str, note: str, moment: str = "") -> None:
        """Change a fact of what readers have read, and say so."""
        page = self.open(who)
        page.locator("[name=title]").fill(headline)
        page.get_by_role("button", name="More actions").last.click()
        page.locator("[name=action-publish]").click()
        panel = page.locator("#panel-child-story-what_this_changes_for_readers-section")
        panel.get_by_label("A correction").check()
        panel.get_by_label("Note for readers").fill(note)
        if moment:
            self.look(moment, page)
        page.get_by_role("button", name="More actions").last.click()
        page.locator("[name=action-publish]").click()
        self._left(page)

    def address(self, headline: str) -> str:
        """Return where readers find the story, once they do: the front leads there."""
        found: list[str] = []

        def there() -> bool:
            page = get(f"{self.url}/courts/")[1].decode()
            found.extend(re.findall(rf'href="(/[^"]+)"[^>]*>{headline}<', page))
            return bool(found)

        assert until(there)
        return self.url + found[0]

    def let_the_hour_come(self) -> None:
        """Move the hour of what is scheduled to a minute ago; the scheduler does the rest."""
        past = datetime.now(UTC) - timedelta(minutes=1)
        found = "SELECT id, content FROM wagtailcore_revision WHERE object_id = ? AND "
        with closing(sqlite3.connect(self.folder / "data" / "broadsheet.sqlite3")) as database:
            rows = database.execute(f"{found} approved_go_live_at > 0", [self.story]).fetchall()
            assert len(rows) == 1
            content: dict[str, Any] = json.loads(rows[0][1])
            content["go_live_at"] = past.isoformat().replace("+00:00", "Z")
            database.execute(
                "UPDATE wagtailcore_revision SET content = ?, approved_go_live_at = ? WHERE id = ?",
                [json.dumps(content), f"{past:%Y-%m-%d %H:%M:%S}", rows[0][0]],
            )
            database.commit()
