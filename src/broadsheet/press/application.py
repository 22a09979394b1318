"""The web server's application: printed pages first, then Django, behind Granian's RSGI.

Django is loaded beside, not before: readers are served while it loads, while the paper is
being upgraded, and when it can't be loaded at all.
"""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from broadsheet.press.at_once import TURN, take_first_steps_at_once
from broadsheet.press.bridge import call_asgi
from broadsheet.press.serve import Answer, Pages, plain
from broadsheet.press.visits import Visits

log = logging.getLogger(__name__)

Loader = Callable[[], Any]
FILE = re.compile(r"/media/(renditions/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199})")
"""The address of a public file, and its name: nothing that leads out of the folder has one."""

BUSY = "The editor isn't there at the moment; the paper is. Try again in a minute."
UNPRINTED = "This page isn't printed, or can't be read at the moment. Try again in a minute."
RETRY = [("retry-after", "60"), ("cache-control", "no-store")]
HEALTH = "/-/health"
SEEN = frozenset({200, 304})
"""A page that was opened: 304 shows the one that the browser kept."""

WITHOUT_BODY = frozenset({204, 304})


class Application:
    """Serves ``pages``; what they don't know goes to the ASGI application that ``load`` returns.

    ``public`` is the folder of the files that printed pages use, under their paths.
    Without ``load`` the press stands alone. ``visits`` are counted, if it is given.
    """

    def __init__(
        self,
        pages: Pages,
        *,
        public: Path,
        load: Loader | None = None,
        visits: Visits | None = None,
    ) -> None:
        self.pages = pages
        self.public = public
        self.visits = visits
        self.load = load
        self.loading: asyncio.Task[Any] | None = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to keep the pages fresh, and to load Django, as soon as the server runs."""
        take_first_steps_at_once(loop)
        threading.Thread(target=self.pages.keep_fresh, name="editions", daemon=True).start()
        if self.visits is not None:
            count = self.visits.hand_over_regularly
            threading.Thread(target=count, name="visits", daemon=True).start()
        if self.load is not None:
            self.loading = loop.create_task(self._loaded(self.load))

    def __rsgi_del__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Hand over what was counted, before the server ends."""
        if self.visits is not None:
            self.visits.hand_over()

    async def _loaded(self, load: Loader) -> Any:
        """Return Django, or None when it can't be loaded."""
        try:
            return await asyncio.to_thread(load)
        except Exception:
            log.exception("Django can't be loaded; readers are served without it.")
            return None

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request: at once from memory, or with a turn of the loop."""
        headers = scope.headers
        if scope.method == "GET" and not scope.query_string and "if-none-match" not in headers:
            ready = self.pages.at_hand(scope.path, headers.get("accept-encoding"))
            if ready is not None:
                protocol.response_bytes(ready.status, ready.headers, ready.body)
                self._count(scope, ready.status)
                return
        await TURN
        await self._answer(scope, protocol)

    async def _answer(self, scope: Any, protocol: Any) -> None:
        get = scope.headers.get
        answer = self.pages.answer(scope.method, scope.path, scope.query_string, get)
        if answer is None or (answer.status == 404 and scope.path.startswith("/media/")):
            if self._send_file(scope, protocol):
                return
            if answer is None or self._may_be_staff(scope):
                await self._django(scope, protocol)
                return
        send(protocol, answer, head=scope.method == "HEAD")
        self._count(scope, answer.status)

    def _count(self, scope: Any, status: int) -> None:
        if self.visits is not None and status in SEEN and scope.method == "GET":
            self.visits.note(scope.path, scope.headers)

    def _send_file(self, scope: Any, protocol: Any) -> bool:
        """Send a file that a printed page uses; False when there is none at this address."""
        named = FILE.fullmatch(scope.path)
        if named is None or scope.method not in {"GET", "HEAD"}:
            return False
        file = self.public / named[1]
        if file.is_symlink() or not file.is_file():
            return False
        protocol.response_file(200, file_headers(file), str(file))
        return True

    def _may_be_staff(self, scope: Any) -> bool:
        """Pictures that nothing public uses yet are Django's to show, to who is signed in."""
        return self.load is not None and "sessionid=" in (scope.headers.get("cookie") or "")

    async def _django(self, scope: Any, protocol: Any) -> None:
        head = scope.method == "HEAD"
        if self.loading is None:
            send(protocol, alone(scope.path), head=head)
            return
        application = await asyncio.shield(self.loading)
        if application is None:
            send(protocol, plain(503, BUSY, RETRY), head=head)
            return
        await call_asgi(application, scope, protocol)


def alone(path: str) -> Answer:
    """Return what a server without Django says to what is Django's."""
    if path == HEALTH:
        return plain(200, "ok", [("cache-control", "no-store")])
    if path.startswith("/-/"):
        return plain(404, "The editor is not here.")
    return plain(503, UNPRINTED, RETRY)


def file_headers(file: Path) -> list[tuple[str, str]]:
    """Return the headers of a public file: its name changes with its content."""
    return [
        ("content-type", TYPES.get(file.suffix.lower(), "application/octet-stream")),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("cross-origin-resource-policy", "same-origin"),
    ]


TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
}


def send(protocol: Any, answer: Answer, *, head: bool) -> None:
    """Send an answer; to HEAD only what stands above its body (RFC 9110, 9.3.2)."""
    if answer.status in WITHOUT_BODY:
        protocol.response_empty(answer.status, answer.headers)
    elif head:
        length = ("content-length", str(len(answer.body)))
        protocol.response_empty(answer.status, [*answer.headers, length])
    else:
        protocol.response_bytes(answer.status, answer.headers, answer.body)
