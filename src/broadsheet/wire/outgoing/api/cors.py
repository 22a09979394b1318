"""Scripts of any page may read what any reader may (Fetch standard, CORS protocol)."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def open_to_scripts(response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer so that a script of any page may read it, and what it needs of its head."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Retry-After"
    return response


def preflight() -> HttpResponse:
    """Answer a browser that asks whether a script may ask."""
    return HttpResponse(status=204, headers=PREFLIGHT)
