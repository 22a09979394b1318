"""Answers to machines, which ask again and again: mostly “as it was” (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from wagtail.models import ModelLogEntry, PageLogEntry

from broadsheet.press.recorder import printing

PUBLIC_ACTS = ("wagtail.publish", "wagtail.unpublish", "wagtail.move", "wagtail.delete")


def answer(
    request: HttpRequest, body: bytes, content_type: str, *, modified: datetime | None = None
) -> HttpResponseBase:
    """Answer with ``body``, or with 304 to somebody who has it. Caches ask before reuse."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    stamp = int(modified.timestamp()) if modified else None
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    known = get_conditional_response(request, etag=etag, last_modified=stamp, response=response)
    return known or response


def last_change(*moments: datetime | None) -> datetime | None:
    """Return the last of ``moments`` and of what the paper's log knows of.

    The newest story's date alone would not do: after a withdrawal it is older than
    before, and whoever asks by date would keep the withdrawn story.

    What is printed says by itself when it changed: the press needs no such date.
    """
    if printing():
        return None
    pages = PageLogEntry.objects.filter(action__in=PUBLIC_ACTS).aggregate(at=Max("timestamp"))
    others = ModelLogEntry.objects.aggregate(at=Max("timestamp"))
    return max(filter(None, [*moments, pages["at"], others["at"]]), default=None)
