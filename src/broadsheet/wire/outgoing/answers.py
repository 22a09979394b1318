"""Answers to machines, which ask again and again: mostly “as it was” (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def answer(
    request: HttpRequest, body: bytes, content_type: str, *, modified: datetime | None = None
) -> HttpResponseBase:
    """Answer with ``body``, or with 304 to somebody who has these bytes. Caches ask before reuse.

    ``modified`` is told and never asked: by dates nobody could know that a story was
    withdrawn, or all would have to know when anything happened in the newsroom.
    """
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    if modified:
        response["Last-Modified"] = http_date(int(modified.timestamp()))
    known = get_conditional_response(request, etag=etag, response=response)
    return known or response
