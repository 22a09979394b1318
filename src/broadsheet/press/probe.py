"""After an edition: does the server say what the store holds?"""

from __future__ import annotations

import http.client
import logging
import time
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from broadsheet.config import Config
from broadsheet.press.joining import join
from broadsheet.press.store.reading import Reader

log = logging.getLogger(__name__)

MOST = 5
PATIENCE_SECONDS = 1.0
TIMEOUT_SECONDS = 2.0
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def probe(store: Reader, config: Config, names: Iterable[str]) -> str:
    """Ask the web server for some of these pages; return what is wrong, or nothing.

    A server may be a twentieth of a second behind: it is asked again for a second. One
    that doesn't answer is not the press's fault, and no problem is told.
    """
    pages = [name for name in names if name.startswith("/") and "?" not in name][:MOST]
    for name in pages:
        deadline = time.monotonic() + PATIENCE_SECONDS
        problem = _difference(store, config, name)
        while problem and time.monotonic() < deadline:
            time.sleep(FRESH_PAUSE)
            problem = _difference(store, config, name)
        if problem:
            log.error("%s", problem)
            return problem
    return ""


FRESH_PAUSE = 0.06


def _difference(store: Reader, config: Config, name: str) -> str:
    try:
        status, body = _served(config, name)
    except (OSError, http.client.HTTPException):
        return ""
    from_store = _stored(store, name)
    if from_store is None or from_store == (status, body):
        return ""
    return f"The server answers {name} otherwise than the press printed it (status {status})."


def _served(config: Config, name: str) -> tuple[int, bytes]:
    host = ANY_ADDRESS.get(config.host, config.host)
    connection = http.client.HTTPConnection(host, config.port, timeout=TIMEOUT_SECONDS)
    try:
        headers = {"Host": urlsplit(config.url).netloc, "Accept-Encoding": "identity"}
        connection.request("GET", quote(name), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _stored(store: Reader, name: str) -> tuple[int, bytes] | None:
    with store.moment():
        found = store.whole(name)
    return (found[0].status, join(found[1], "identity")) if found else None
