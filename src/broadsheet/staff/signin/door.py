"""What the pages at the door have in common: nobody frames them, stores them or adds to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def at_the_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a page the door's headers.

    ``same-origin``: no address with a secret in it goes to another site, and our own forms
    still say where they stood, which Django asks for.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        response = view(request, *arguments, **options)
        response["Content-Security-Policy"] = POLICY
        response["Referrer-Policy"] = "same-origin"
        response["X-Frame-Options"] = "DENY"
        add_never_cache_headers(response)
        return response

    return guarded
