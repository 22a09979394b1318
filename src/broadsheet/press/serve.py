"""Printed pages to readers: the one part of the press that every reader meets.

Needs neither Django, nor the newspaper's database, nor a secret: the store is all. It can
run within the editor's process, in one of its own, or on another machine.
"""

from __future__ import annotations

import hashlib
import http
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from urllib.parse import quote

from broadsheet.press.cache import Bounded, OutOfReach, View
from broadsheet.press.joining import join
from broadsheet.press.negotiation import choose
from broadsheet.press.segments import Segment
from broadsheet.press.store.reading import Reader, Target

NOWHERE = "!404"
"""The name of the page that helps somebody who came to an address where nothing is."""

CACHE_CONTROL = "public, max-age=5, s-maxage=10, stale-if-error=86400"
"""Caches may keep a page for seconds, ask again with its ETag, and show it while we are down."""

MOST_SURROGATE_KEYS = 4000
"""Bytes of the header that tells a CDN what a page is made of."""

SHORTEST_PAUSE_SECONDS = 0.01
"""Between two looks at a store that is slow to answer."""

LONGEST_QUERY = 200
"""No redirect's query is longer."""

STILL_TRUE = frozenset(
    {"etag", "cache-control", "vary", "content-security-policy", "last-modified", "link"}
)
"""Headers that 304 repeats; a link may be what was asked for (W3C WebSub, section 4)."""

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What a client gets. ``etag`` is empty for what has none."""

    status: int
    headers: Headers
    body: bytes
    etag: str = ""

    @property
    def weight(self) -> int:
        """Bytes that this holds in memory, or nearly so."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


def plain(status: int, text: str, headers: Headers | None = None) -> Answer:
    """Return a short answer in words."""
    kind = [
        ("content-type", "text/plain; charset=utf-8"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
    ]
    return Answer(status, [*kind, *(headers or [])], f"{text}\n".encode())


class Pages:
    """Answers requests with what the press printed.

    ``memory`` is in bytes: half of it for segments and targets, half for bodies joined of them.
    """

    def __init__(self, reader: Reader, *, memory: int) -> None:
        self.ready: Bounded[Answer] = Bounded(memory // 2)
        self.view = View(reader, memory=memory // 2, on_change=self.ready.clear)
        self.lock = threading.Lock()

    def keep_fresh(self) -> None:
        """Look for a newer edition, often, and forget what it has changed: a thread's work."""
        while True:
            with self.lock:
                self.view.refresh()
            time.sleep(max(self.view.fresh_until - self.view.clock(), SHORTEST_PAUSE_SECONDS))

    def at_hand(self, path: str, accepted: str | None) -> Answer | None:
        """Return the answer to a GET without query or conditions, if it is in memory.

        ``accepted`` is the request's Accept-Encoding. As fresh as ``keep_fresh`` keeps it;
        never waits. An escaped question mark in a path begins no query, as it does in the name
        of a redirect that has one.
        """
        return None if "?" in path else self.ready.get((path, choose(accepted)))

    def answer(
        self, method: str, path: str, query: str, header: Callable[[str], str | None]
    ) -> Answer | None:
        """Return the answer to a request, or None when it is Django's to give.

        ``path`` is decoded; ``header`` returns a request's header by its lower-case name.
        """
        if path.startswith("/-/"):
            return None
        encoding = choose(header("accept-encoding"))
        if encoding is None:
            return plain(406, "We can send gzip, zstd, or the page as it is.")
        try:
            with self.lock:
                self.view.refresh()
                answer = self._answer(path, query, encoding)
        except OutOfReach:
            return None
        if answer is None or answer.status == http.HTTPStatus.NOT_FOUND:
            return answer
        if method not in {"GET", "HEAD"}:
            return plain(405, "Pages are for reading.", [("allow", "GET, HEAD")])
        known = header("if-none-match")
        if known and answer.status == http.HTTPStatus.OK and _is_known(known, answer.etag):
            return Answer(304, [pair for pair in answer.headers if pair[0] in STILL_TRUE], b"")
        return answer

    def _answer(self, path: str, query: str, encoding: str) -> Answer | None:
        found = None
        if path.startswith("/") and "?" not in path:
            if 0 < len(query) < LONGEST_QUERY:  # redirects from other systems may have one
                found = self._page(f"{path}?{query}", encoding)
            found = found or self._page(path, encoding) or self._elsewhere(path, query)
        return found or (self._page(NOWHERE, encoding) if self.view.complete else None)

    def _page(self, name: str, encoding: str) -> Answer | None:
        made = self.ready.get((name, encoding))
        if made is None:
            found = self.view.page(name)
            if found is None:
                return None
            made = make_answer(*found, encoding)
            self.ready.put((name, encoding), made, made.weight)
        return made

    def _elsewhere(self, path: str, query: str) -> Answer | None:
        """Lead on to the address with the slash that was forgotten, if a page is there.

        Two slashes in front would lead to another site.
        """
        if path.endswith("/") or path.startswith("//") or self.view.page(f"{path}/") is None:
            return None
        target = quote(f"{path}/", safe="/:@!$&'()*+,;=~-._") + (f"?{query}" if query else "")
        return plain(301, target, [("location", target), ("cache-control", CACHE_CONTROL)])


def make_answer(
    page: Target, fragments: list[Target], segments: list[Segment], encoding: str
) -> Answer:
    """Join a page's segments into an answer in one encoding; nothing is sent as it is."""
    if not any(segment.size for segment in segments):
        encoding = "identity"
    body = join(segments, encoding)
    changed = max(each.changed_at for each in (page, *fragments))
    digest = hashlib.blake2b(repr((page.status, page.headers)).encode(), digest_size=8)
    for segment in segments:
        digest.update(segment.hash.encode())
    etag = f'"{digest.hexdigest()}-{encoding[0]}"'
    headers = [
        *page.headers,
        ("cache-control", CACHE_CONTROL),
        ("vary", "accept-encoding"),
        ("etag", etag),
        ("last-modified", formatdate(changed, usegmt=True)),
        ("accept-ranges", "none"),
        ("surrogate-key", surrogate_keys(page, fragments)),
    ]
    if encoding != "identity":
        headers.append(("content-encoding", encoding))
    return Answer(page.status, headers, body, etag)


def surrogate_keys(page: Target, fragments: list[Target]) -> str:
    """Return what a CDN may purge the page by: its own name, and its fragments'."""
    names = [quote(page.name, safe="/:@!"), *sorted({each.name for each in fragments})]
    keys = " ".join(names)
    return (
        keys if len(keys) <= MOST_SURROGATE_KEYS else keys[:MOST_SURROGATE_KEYS].rpartition(" ")[0]
    )


def _is_known(header: str, etag: str) -> bool:
    """Say whether an If-None-Match names this page (weak comparison: RFC 9110, 13.1.2)."""
    names = (name.strip().removeprefix("W/") for name in header.split(","))
    return header.strip() == "*" or etag in names
