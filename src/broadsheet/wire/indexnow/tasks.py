"""What the worker does about search engines. Thin."""

from __future__ import annotations

import json
import time
from http import HTTPStatus
from urllib.parse import urlsplit

from broadsheet.wire.indexnow import outbox
from broadsheet.wire.indexnow.models import Announcement
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.declarations import indexnow
from broadsheet.wire.webhooks.tasks import SECONDS, forget, nothing_leaves, send

ENDPOINT = "https://api.indexnow.org/indexnow"
"""Passes on to every search engine that takes part."""

HEADERS = {"content-type": "application/json; charset=utf-8", "user-agent": "Broadsheet"}

FINAL = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY})
"""Answers that the same message would get again (https://www.indexnow.org/documentation)."""


def tell_due() -> int:
    """Tell search engines what changed; return how many messages they took."""
    if nothing_leaves():
        return 0
    end, done = time.monotonic() + SECONDS, 0
    outbox.gather()
    while time.monotonic() < end and (found := outbox.claim()):
        if not outbox.is_told():  # taken out of the settings since
            outbox.drop()
            break
        done += send(found, ENDPOINT, body_of(found), HEADERS, final=FINAL)
        outbox.gather()
    return done


def body_of(announcement: Announcement) -> bytes:
    """Return a message as the protocol has it."""
    said = {
        "host": urlsplit(whole("/")).netloc,
        "key": indexnow.key(),
        "keyLocation": whole(indexnow.address()),
        "urlList": [whole(path) for path in announcement.paths],
    }
    return json.dumps(said).encode()


def forget_what_is_over() -> int:
    """Forget what search engines were told long ago; return how much it was."""
    return forget(Announcement)
