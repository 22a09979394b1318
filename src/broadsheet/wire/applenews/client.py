"""Apple's API, as far as a paper needs it (developer.apple.com/documentation/applenewsapi)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from broadsheet.lib import clock
from broadsheet.lib.connector import Answer, Connector
from broadsheet.lib.connector.waiting import retry_after
from broadsheet.wire.applenews.signature import authorization

API = "https://news-api.apple.com"
SECONDS = 10.0
MAX_BYTES = 5_000_000
"""An answer repeats the document; a page of a hundred articles is far less."""

PAGE = 100

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Placed:
    """An article as Apple has it. An update must name its ``revision``."""

    id: str
    revision: str


class Refused(Exception):  # noqa: N818  what happened, not a type
    """Apple answered, and didn't do it. ``code`` is Apple's name for the reason, or empty."""

    def __init__(self, status: int, code: str, words: str, value: str, wait: timedelta) -> None:
        super().__init__(f"{status} {code} {words}".strip())
        self.status, self.code, self.value, self.wait = status, code, value, wait


def create(document: Document, fields: Document) -> Placed:
    """Put an article into the channel. Raises Refused, and ConnectorError when nobody knows."""
    return _placed(_call("POST", _channel(), _parts(document, fields)))


def update(article: Placed, document: Document, fields: Document) -> Placed:
    """Replace an article. Raises Refused (``WRONG_REVISION`` too), and ConnectorError."""
    fields = {**fields, "revision": article.revision}
    return _placed(_call("POST", f"/articles/{article.id}", _parts(document, fields)))


def delete(article_id: str) -> None:
    """Take an article off for ever; one that isn't there is no error. Raises as ``update``."""
    try:
        _call("DELETE", f"/articles/{article_id}")
    except Refused as refused:
        if refused.status != HTTPStatus.NOT_FOUND:
            raise


def read(article_id: str) -> Placed:
    """Return an article's newest revision. Raises as ``update``."""
    return _placed(_call("GET", f"/articles/{article_id}"))


def find(title: str, *, since: datetime) -> list[Placed]:
    """Return the channel's newest articles of a title made since then. Raises as ``update``."""
    asked = {"fromDate": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "pageSize": PAGE}
    found = _call("GET", f"{_channel()}?{urlencode(asked)}").get("data")
    rows = [each for each in found or [] if isinstance(each, dict)]
    return [_placed({"data": each}) for each in rows if each.get("title") == title]


def _channel() -> str:
    return f"/channels/{settings.BROADSHEET.apple_news_channel}/articles"


def _parts(document: Document, fields: Document) -> dict[str, str]:
    """Return the parts of a request: header to content. Fields must be wrapped in ``data``."""
    return {
        "form-data; name=metadata": json.dumps({"data": fields}),
        "form-data; name=article.json; filename=article.json": json.dumps(document),
    }


def _call(method: str, path: str, parts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Make a signed request and return its answer. Raises Refused and ConnectorError."""
    config, url = settings.BROADSHEET, f"{API}{path}"
    boundary = secrets.token_hex(16)
    content_type = f"multipart/form-data; boundary={boundary}" if parts else ""
    body = _packed(parts, boundary) if parts else None
    signed = authorization(
        method,
        url,
        key=config.apple_news_key,
        secret=config.apple_news_secret,
        now=clock.now(),
        content_type=content_type,
        body=body or b"",
    )
    headers = {"accept": "application/json", "authorization": signed, "user-agent": "Broadsheet"}
    if content_type:
        headers["content-type"] = content_type
    connector = Connector(
        allow_private=config.webhooks_private, max_bytes=MAX_BYTES, timeout=SECONDS
    )
    answer = connector.ask(method, url, body, headers)
    return _read(answer)


def _packed(parts: Mapping[str, str], boundary: str) -> bytes:
    """Return the parts as one body (RFC 7578)."""
    lines = []
    for disposition, content in parts.items():
        head = f"Content-Type: application/json\r\nContent-Disposition: {disposition}"
        lines.append(f"--{boundary}\r\n{head}\r\n\r\n{content}\r\n")
    return "".join([*lines, f"--{boundary}--\r\n"]).encode()


def _read(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body) if answer.body else {}
    except ValueError:
        said = None
    if answer.status == HTTPStatus.ACCEPTED:  # of an update, and not done
        words = "Apple’s own editors work on this article, and take no more changes of it."
        raise Refused(answer.status, "", words, "", timedelta(0))
    if 200 <= answer.status < 300 and isinstance(said, dict):
        return said
    errors = said.get("errors") if isinstance(said, dict) else None
    error = errors[0] if isinstance(errors, list) and errors else {}
    error = error if isinstance(error, dict) else {}
    code, value = str(error.get("code") or ""), str(error.get("value") or "")
    words = "" if code else answer.body[:200].decode("utf-8", "replace")
    words = str(error.get("message") or words)
    raise Refused(answer.status, code, words, value, retry_after(answer, clock.now()))


def _placed(said: dict[str, Any]) -> Placed:
    data = said.get("data")
    if not isinstance(data, dict) or not data.get("id") or not data.get("revision"):
        raise Refused(200, "", "The answer names no article.", "", timedelta(0))
    return Placed(str(data["id"]), str(data["revision"]))
