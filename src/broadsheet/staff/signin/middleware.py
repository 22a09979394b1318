"""What is asked of every request of somebody who has signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from broadsheet.staff.sessions.store import touch

DESK = "/-/desk/"
NOBODY_THERE = "/-/desk/editing-sessions/"
"""An open editor asks this by itself, whether or not anybody sits before it."""


class SigningInMiddleware:
    """Keeps a session alive while its owner works at the desk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note that somebody is there."""
        path = request.path_info
        if path.startswith(DESK) and not path.startswith(NOBODY_THERE):
            touch(request.session)
        return self.get_response(request)
