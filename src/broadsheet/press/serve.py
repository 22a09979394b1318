"""Printed pages to readers: the one part of the press that every reader meets.

Needs neither Django, nor the newspaper's database, nor a secret: the store is all. It can
run within the editor's process, in one of its own, or on another machine.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from urllib.parse import quote

from broadsheet.press.cache import Bounded, View
from broadsheet.press.joining import join
from broadsheet.press.negotiation import choose
from broadsheet.press.segments import Segment
from broadsheet.press.store.reading import Reader, Target

log = logging.getLogger(__name__)

NOWHERE = "!404"
"""The name of the page that helps somebody who came to an address where nothing is."""

CACHE_CONTROL = "public, max-age=5, s-maxage=10, stale-if-error=86400"
"""Caches may keep a page for seconds, ask again with its ETag, and show it while we are down."""

MOST_SURROGATE_KEYS = 4000
"""Bytes of the header that tells a CDN what a page is made of."""

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What a client gets. ``etag`` is empty for what has none."""

    status: int
    headers: Headers
    body: bytes
    etag: str = ""


def plain(status: int, text: str, headers: Headers | None = None) -> Answer:
    """Return a short answer in words."""
    kind = [("content-type", "text/plain; charset=utf-8"), ("x-content-type-options", "nosniff")]
    return Answer(status, [*kind, *(headers or [])], f"{text}\n".encode())


class Pages:
    """Answers requests with what the press printed.

    ``memory`` is in bytes: half of it for segments, half for bodies joined from them.
    """

    def __init__(self, reader: Reader, *, memory: int) -> None:
        self.ready: Bounded[Answer] = Bounded(memory // 2)
        self.view = View(reader, memory=memory // 2, on_change=self.ready.clear)

    def answer(
        self, method: str, path: str, query: str, header: Callable[[str], str | None]
    ) -> Answer | None:
        """Return the answer to a request, or None when it is Django's to give.

        ``path`` is decoded; ``header`` returns a request's header by its lower-case name.
        """
        if path.startswith("/-/"):
            return None
        self._look_for_news()
        accepted = header("accept-encoding")
        encoding = choose(accepted)
        if encoding is None:
            return plain(406, "We can send gzip, zstd, or the page as it is.")
        answer = self._page(path, query, encoding)
        if answer is None or answer.status == 404:
            answer = self._elsewhere(path, query) or answer
        if answer is None:
            return None
        if method not in {"GET", "HEAD"}:
            return plain(405, "Pages are for reading.", [("allow", "GET, HEAD")])
        known = header("if-none-match")
        if known and answer.etag and _is_known(known, answer.etag):
            kept = {"etag", "cache-control", "vary", "content-security-policy", "last-modified"}
            return Answer(304, [pair for pair in answer.headers if pair[0] in kept], b"")
        return answer

    def _look_for_news(self) -> None:
        """Go on to the newest edition; with the store out of reach, stay at the last."""
        try:
            self.view.refresh()
        except Exception:
            log.exception("The press's store can't be read; readers get what is in memory.")

    def _page(self, path: str, query: str, encoding: str) -> Answer | None:
        key = (path, query if query and self._has_query(path, query) else "", encoding)
        ready = self.ready.entries.get(key)
        if ready is not None:
            return ready[0]
        name = f"{path}?{query}" if key[1] else path
        found = self.view.page(name)
        if found is None:
            found = self.view.page(NOWHERE) if self.view.complete else None
            key = (NOWHERE, "", encoding)
        if found is None:
            return None
        made = self.ready.get(key)
        if made is None:
            made = make_answer(*found, encoding)
            self.ready.put(key, made, len(made.body))
        return made

    def _has_query(self, path: str, query: str) -> bool:
        """Say whether an address with this query is one: redirects from other systems are."""
        return len(query) < 200 and self.view.page(f"{path}?{query}") is not None

    def _elsewhere(self, path: str, query: str) -> Answer | None:
        """Lead on to the address with the slash that was forgotten, if a page is there."""
        if path.endswith("/") or self.view.page(f"{path}/") is None:
            return None
        target = quote(f"{path}/", safe="/:@!$&'()*+,;=~-._") + (f"?{query}" if query else "")
        return plain(301, target, [("location", target), ("cache-control", CACHE_CONTROL)])


def make_answer(
    page: Target, fragments: list[Target], segments: list[Segment], encoding: str
) -> Answer:
    """Join a page's segments into an answer in one encoding."""
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
    return " ".join(names)[:MOST_SURROGATE_KEYS]


def _is_known(header: str, etag: str) -> bool:
    """Say whether an If-None-Match names this page (weak comparison: RFC 9110, 13.1.2)."""
    names = (name.strip().removeprefix("W/") for name in header.split(","))
    return header.strip() == "*" or etag in names
