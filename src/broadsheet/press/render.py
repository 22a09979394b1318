"""An address, through the program's own views and templates, into parts.

The request is an anonymous reader's, without cookies. What comes out is what Django would
have answered, but for the shared parts, whose marks become names.
"""

from __future__ import annotations

import io
import logging
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.utils.module_loading import import_string

from broadsheet.press import files, segments
from broadsheet.press.marks import Fragment, split
from broadsheet.press.recorder import Reads, printing, recording
from broadsheet.press.serve import NOWHERE
from broadsheet.press.snapshot import may_fail
from broadsheet.press.store.writing import Failed, Printed

SERVED = frozenset({"cache-control", "content-length", "etag", "last-modified", "vary"})
"""Headers that the server makes anew; one language is printed, the paper's."""

DROPPED = SERVED | {"content-language", "date", "expires"}

NOWHERE_PATH = "/-/nowhere"
"""An address where nothing is, for the page that says so."""

KEPT = frozenset({200, 204, 301, 302, 410})


class Unprintable(Exception):  # noqa: N818  what it is, not a type
    """What was rendered can't be given to every reader; the text says why."""


@dataclass(frozen=True)
class Gone:
    """There is nothing at this address any more."""

    name: str


Result = Printed | Failed | Gone


class Renderer:
    """Renders targets one by one. ``draw`` returns a fragment by name, or None."""

    def __init__(self, draw: Callable[[str], str | None] | None = None) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        logging.getLogger("django.request").addFilter(_is_no_render)
        self.draw = draw or import_string(settings.PRESS_FRAGMENTS)

    def render(self, name: str, cause: str) -> Result:
        """Render a page by its path, or a fragment by its name; never raises for what fails."""
        with recording() as reads:
            try:
                with may_fail():
                    made = self._fragment(name) if name.startswith("@") else self._page(name)
                if made is None:
                    return Gone(name)
                status, headers, body = made
                return _printed(name, status, headers, body, reads, cause)
            except Exception:
                return Failed(name, frozenset(reads.keys), traceback.format_exc(), cause)

    def _fragment(self, name: str) -> tuple[int, dict[str, str], bytes] | None:
        html = self.draw(name)
        return None if html is None else (200, {}, html.encode())

    def _page(self, name: str) -> tuple[int, dict[str, str], bytes] | None:
        path = NOWHERE_PATH if name == NOWHERE else name
        response = self._answer(path)
        status = 404 if name == NOWHERE else response.status_code
        if status == 404 and name != NOWHERE:
            return None
        if status not in KEPT and name != NOWHERE:
            raise Unprintable(f"{path} answered with status {status}.")
        if response.cookies:
            raise Unprintable(f"{path} sets a cookie: it would be every reader's.")
        headers = {key: value for key, value in response.items() if key.lower() not in DROPPED}
        return status, headers, response.content

    def _answer(self, path: str) -> HttpResponse:
        """Have Django answer; raise what a view raised instead of answering with status 500."""
        raised: list[BaseException] = []

        def keep(**_kwargs: Any) -> None:
            error = sys.exc_info()[1]
            raised.extend([error] if error else [])

        got_request_exception.connect(keep, weak=False)
        try:
            response = self.handler.get_response(anonymous_request(path))
        except Exception:
            if not raised:
                raise
        finally:
            got_request_exception.disconnect(keep)
        if raised:
            raise raised[0]
        # Not closed: that would tell Django that a request is over, and end the connection.
        if not isinstance(response, HttpResponse):
            raise Unprintable(f"{path} is answered in pieces.")
        return response


def _is_no_render(_record: logging.LogRecord) -> bool:
    """What fails while the press renders is kept by the press, with its traceback."""
    return not printing()


def anonymous_request(address: str) -> WSGIRequest:
    """Return the request of a reader of whom nothing is known, for a path, or path and query."""
    own = urlsplit(settings.BROADSHEET.url)
    path, _mark, query = address.partition("?")
    secure = own.scheme == "https"
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),  # bytes, each as a character (PEP 3333)
            "QUERY_STRING": query,
            "SERVER_NAME": own.hostname or "localhost",
            "SERVER_PORT": str(own.port or (443 if secure else 80)),
            "HTTP_HOST": own.netloc or "localhost",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": own.scheme or "http",
            "wsgi.input": io.BytesIO(),
        }
    )


def _printed(
    name: str, status: int, headers: dict[str, str], body: bytes, reads: Reads, cause: str
) -> Printed:
    parts: list[str] = []
    made: dict[str, segments.Segment] = {}
    for part in split(body):
        if isinstance(part, Fragment):
            parts.append(part.name)
        else:
            segment = _segment(part)
            made[segment.hash] = segment
            parts.append(segment.hash)
    return Printed(
        name=name,
        status=status,
        headers=tuple(sorted((key.lower(), value) for key, value in headers.items())),
        parts=tuple(parts),
        segments=made,
        keys=frozenset(reads.keys | files.keys_of(body)),
        stale_at=reads.stale_at.timestamp() if reads.stale_at else None,
        cause=cause,
    )


@lru_cache(maxsize=256)
def _segment(data: bytes) -> segments.Segment:
    """Return a segment; those that pages share are compressed once."""
    return segments.make(data)
