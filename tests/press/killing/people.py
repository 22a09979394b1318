"""Who goes on while processes are killed: Pru, who publishes, and Max, who reads."""

from __future__ import annotations

import http.client
import re
import threading
from abc import ABC, abstractmethod

from tests.press.serving.asking import ask
from tests.press.serving.desk import FORM, Desk

PUBLISH = "/-/desk/bulk/wagtailcore/page/publish/"
NUMBER = re.compile(rb"Ferry number (\d+)")
LINK = re.compile(rb'href="(/20[^"#?]+)"')
LATEST = re.compile(rb'<(\w+)[^>]*class="[^"]*\blatest\b.*?</\1>', re.DOTALL)
PATIENCE_SECONDS = 0.02
BETWEEN_SECONDS = 0.4
"""She takes breath: her drafts have to last as long as the kills."""


class Person(ABC):
    """Somebody who does one thing again and again, until the block is left."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._go_on)
        self.error: BaseException | None = None

    def __enter__(self) -> Person:
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stopped.set()
        self.thread.join()

    def _go_on(self) -> None:
        while not self.stopped.is_set():
            try:
                self.act()
            except (OSError, http.client.HTTPException):
                self.stopped.wait(PATIENCE_SECONDS)  # the server is dead; it will be back
            except BaseException as error:
                self.error = error
                return

    @abstractmethod
    def act(self) -> None:
        """Do it once. OSError says that nobody was there."""


class Pru(Person):
    """Publishes one draft after the other; knows which of them she was told are published."""

    def __init__(self, url: str, drafts: list[int]) -> None:
        super().__init__()
        self.desk = Desk(url)
        self.drafts = drafts
        self.tried: list[int] = []
        self.accepted: list[int] = []

    def act(self) -> None:
        if not any(cookie.name == "sessionid" for cookie in self.desk.cookies):
            self.desk.sign_in()
        assert self.drafts, "There are more kills than she has stories for."
        address = f"{PUBLISH}?next=/-/desk/account/&id={self.drafts[0]}"
        token = self.desk.token(address)
        draft = self.drafts.pop(0)
        self.tried.append(draft)
        path, page = self.desk.post(address, f"csrfmiddlewaretoken={token}".encode(), FORM)
        assert path == "/-/desk/account/", page
        self.accepted.append(draft)
        self.stopped.wait(BETWEEN_SECONDS)


class Max(Person):
    """Reads the front, follows what it leads to, and notes what shouldn't be."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.answers = 0
        self.newest = b""
        self.known: set[bytes] = set()
        self.wrong: list[str] = []

    def act(self) -> None:
        answer = ask(self.url, "/world/", accept_encoding="gzip")
        self._note(b"/world/", answer.status)
        if answer.status != 200:
            return
        page = answer.decoded
        latest = LATEST.search(page)
        numbers = NUMBER.findall(page)
        if numbers and latest:
            self._see_that_all_is_of_one_edition(page, latest[0])
        for link in sorted(set(LINK.findall(page)) - self.known):
            self._note(link, ask(self.url, link.decode(), accept_encoding="zstd").status)
            self.known.add(link)

    def _see_that_all_is_of_one_edition(self, page: bytes, latest: bytes) -> None:
        """What is newest in World is among the latest; nothing that was out has gone."""
        own = max(NUMBER.findall(page.replace(latest, b"")), default=b"")
        newest = max(NUMBER.findall(latest), default=b"")
        if own > newest:
            self.wrong.append(f"World has {own!r}, and the latest is {newest!r}.")
        if newest < self.newest:
            self.wrong.append(f"After {self.newest!r} the latest was {newest!r}.")
        self.newest = max(self.newest, newest)

    def _note(self, path: bytes, status: int) -> None:
        self.answers += 1
        if status != 200:
            self.wrong.append(f"{path!r} answered {status}.")
