"""An agency with a feed, on a server that answers as a test wants; a worker that looks at it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
import time_machine

from broadsheet.lib import clock
from broadsheet.lib.connector import Connector
from broadsheet.wire.models import Subscription
from broadsheet.wire.subscriptions import actions, look, tasks, trial
from tests.factories import a_section
from tests.lib.local_server import LocalServer, answer, serve


def an_entry(number: int = 1, words: str = "It runs.", **more: Any) -> dict[str, Any]:
    return {
        "id": f"urn:coast:{number}",
        "title": f"Ferry {number}",
        "content_html": f"<p>{words}</p>",
        "date_published": "2026-03-01T08:00:00Z",
        **more,
    }


@dataclass
class Agency:
    """What its server answers, and what it was asked."""

    server: LocalServer
    entries: list[dict[str, Any]] = field(default_factory=lambda: [an_entry()])
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    act: Any = None
    """Another answer than a feed."""

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Coast", "language": "en"}
        made = (
            json.dumps({**feed, "items": self.entries}).encode() if self.body is None else self.body
        )
        if self.act:
            self.act(handler)
        elif handler.headers["if-none-match"] == self.headers.get("ETag", "none"):
            answer(304, **self.headers)(handler)
        else:
            answer(self.status, made, **self.headers)(handler)

    @property
    def url(self) -> str:
        return f"{self.server.url}/feed"

    def conditions(self) -> list[tuple[str | None, str | None]]:
        """Return under which conditions it was asked, request by request, and forget it."""
        heads = [headers for _path, headers in self.server.asked]
        self.server.asked.clear()
        return [(each.get("if-none-match"), each.get("if-modified-since")) for each in heads]


@contextmanager
def an_agency(monkeypatch: pytest.MonkeyPatch, **door: Any) -> Iterator[Agency]:
    """Run its server, which the paper may ask though it is on this machine."""
    near = Connector(**{"allow_private": True, "max_bytes": 2**20, "timeout": 5, **door})
    for room in (look, trial):
        monkeypatch.setattr(room, "door", lambda: near)
    with serve(lambda handler: found(handler)) as server:
        found = Agency(server)
        yield found
        server.done.set()


def subscribed(address: str, **said: Any) -> Subscription:
    values = {"name": "Coast feed", "section": a_section(), "minutes": 30, **said}
    return actions.subscribe(subscription=Subscription(address=address, **values))


def works() -> int:
    """Have a worker do what is due now."""
    done: list[int] = []
    tasks.look_at_what_is_due(lambda work: done.append(work()))
    return sum(done)


def now_of(found: Subscription) -> Subscription:
    return Subscription.objects.get(pk=found.pk)


def later(hands: time_machine.Traveller, found: Subscription) -> timedelta:
    """Go to the next look, do it, and return how long that was."""
    wait = now_of(found).next_look - clock.now()
    hands.shift(wait)
    assert works()
    return wait
