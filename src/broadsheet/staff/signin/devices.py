"""Browsers in which somebody has signed in before: strangers' failures don't concern them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from broadsheet.lib.secret_links import new_secret
from broadsheet.staff.models import User

KNOWN_FOR = timedelta(days=180)
SALT = "broadsheet.staff.device"
MOST_PEOPLE = 5
PATH = "/-/desk/"
NAME = "known-device"


def device_known_to(request: HttpRequest, user: User | None) -> str | None:
    """Return the name of the browser if this person has signed in with it before."""
    held = _held(request)
    return str(held["id"]) if user is not None and user.pk in held["people"] else None


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Have the browser show from now on that this person has signed in with it."""
    held = _held(request)
    people = [user.pk, *(each for each in held["people"] if each != user.pk)][:MOST_PEOPLE]
    response.set_cookie(
        _cookie(),
        signing.dumps({"id": held["id"] or new_secret(), "people": people}, salt=SALT),
        max_age=KNOWN_FOR,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _held(request: HttpRequest) -> dict[str, Any]:
    try:
        held: dict[str, Any] = signing.loads(
            request.COOKIES.get(_cookie(), ""), salt=SALT, max_age=KNOWN_FOR
        )
    except signing.BadSignature:
        return {"id": "", "people": []}
    return held


def _cookie() -> str:
    return f"__Secure-{NAME}" if settings.SESSION_COOKIE_SECURE else NAME
