"""Requests that no browser makes are refused before anything of ours reads them."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
"""Whatever else there is (TRACE, PROPFIND …), no page of ours and none of Wagtail's answers it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class RefusalMiddleware:
    """Answers 405 to other methods, and 404 to an address with control characters in it.

    No address of ours has any, and PostgreSQL takes no NUL even to look for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse. Raises Http404."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if _CONTROL.search(request.path_info):
            raise Http404
        return self.get_response(request)
