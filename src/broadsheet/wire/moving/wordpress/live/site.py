"""Asks a WordPress: where its API is, and a kind of thing page by page.

https://developer.wordpress.org/rest-api/using-the-rest-api/ (discovery, pagination)
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from broadsheet.lib.connector import Connector, ConnectorError
from broadsheet.wire.incoming.values import joined

MAX_BYTES = 30 * 2**20
TIMEOUT = 60.0
A_PAGE = 50
"""Things asked for at once: WordPress gives a hundred at most, and renders each."""

PAUSES = (2.0, 10.0)
"""Seconds between attempts at a page that a server under load didn't give."""

MOST_PAGES = 100_000
NEXT_TIME = frozenset({408, 425, 429, 500, 502, 503, 504})
UNLIKELY = "its answer isn’t what the API promises"

_LINK = re.compile(r'<([^<>]+)>;\s*rel="https://api\.w\.org/"')


class NoAnswer(Exception):  # noqa: N818  what happened, not a type
    """The site doesn't give what it was asked for; the text says why, for people."""


class NotWordPress(NoAnswer):
    """There is no WordPress, or none that answers programs."""


@dataclass(frozen=True)
class Site:
    """A WordPress site: ``root`` is where its API begins, ``about`` what that says of it.

    ``wait`` lets some seconds pass; tests put their own in its place.
    """

    connector: Connector
    root: str
    about: dict[str, Any]
    wait: Callable[[float], None] = time.sleep

    def pages(self, kind: str, **asked: str) -> Iterator[list[dict[str, Any]] | NoAnswer]:
        """Yield the things of a kind, oldest first, a page at a time.

        A page that can't be had is yielded as the reason, and the next ones follow. Raises
        NoAnswer when it is the first.
        """
        number, last = 1, 1
        while number <= min(last, MOST_PAGES):
            wanted = {"per_page": str(A_PAGE), "page": str(number), "orderby": "id", "order": "asc"}
            try:
                found, headers = self._ask(f"wp/v2/{kind}", {**wanted, **asked})
                if not isinstance(found, list):
                    raise NoAnswer(UNLIKELY)
            except NoAnswer as why:
                if number == 1:
                    raise
                yield NoAnswer(f"page {number} of {last} of its {kind}: {why}")
            else:
                total = headers.get("x-wp-totalpages", "")
                last = int(total) if total.isascii() and total.isdigit() else last
                yield [each for each in found if isinstance(each, dict)]
            number += 1

    def one(self, path: str) -> dict[str, Any]:
        """Return one answer that is an object. Raises NoAnswer."""
        found, _headers = self._ask(path, {})
        if not isinstance(found, dict):
            raise NoAnswer(UNLIKELY)
        return found

    def _ask(self, path: str, asked: dict[str, str]) -> tuple[Any, dict[str, str]]:
        mark = "&" if "?" in self.root else "?"
        address = f"{self.root}{path}{mark if asked else ''}{urlencode(asked)}"
        for pause in (*PAUSES, None):
            answer = _get(self.connector, address)
            if answer.status not in NEXT_TIME or pause is None:
                break
            self.wait(pause)
        if answer.status != 200:
            raise NoAnswer(f"the server answers {answer.status}")
        return _read(answer.body), dict(answer.headers)


def site_at(address: str, connector: Connector) -> Site:
    """Return the WordPress at an address. Raises NotWordPress."""
    try:
        front = _get(connector, address)
        said = _LINK.search(front.headers.get("link", ""))
        root = joined(front.url, said[1] if said else "/wp-json/")
        about = _read(_get(connector, root).body)
    except NoAnswer as why:
        raise NotWordPress(f"{address} can’t be read: {why}.") from why
    spoken = about.get("namespaces") if isinstance(about, dict) else None
    if not isinstance(spoken, list) or "wp/v2" not in spoken:
        raise NotWordPress(
            f"No WordPress answers programs at {address}. Export the paper there "
            "(Tools › Export), and import the file."
        )
    return Site(connector, root, about)


def _get(connector: Connector, address: str) -> Any:
    try:
        return connector.get(address, {"accept": "application/json, text/html;q=0.5"})
    except ConnectorError as error:
        raise NoAnswer(str(error).rstrip(".")) from error


def _read(body: bytes) -> Any:
    """Return JSON. Some plugins print words of theirs before it. Raises NoAnswer."""
    begin = min((at for at in (body.find(b"["), body.find(b"{")) if at >= 0), default=0)
    try:
        return json.loads(body[begin:])
    except (ValueError, RecursionError) as error:
        raise NoAnswer("its answer is no JSON") from error
