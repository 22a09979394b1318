"""What is asked of every request of somebody who has signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from broadsheet.staff.models import User
from broadsheet.staff.sessions.store import touch
from broadsheet.staff.signin.demands import must_set_up
from broadsheet.staff.signin.sensitive import asks_again

DESK = "/-/desk/"
NOBODY_THERE = "/-/desk/editing-sessions/"
"""An open editor asks this by itself, whether or not anybody sits before it."""

SETTING_UP = {
    "second_factor_required",
    "confirm_identity",
    "confirm_by_passkey",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
}
"""What is open to somebody who owes a second factor."""


class SigningInMiddleware:
    """Keeps a session alive while its owner works, and closed to what it isn't enough for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note that somebody is there."""
        path = request.path_info
        if path.startswith(DESK):
            if not path.startswith(NOBODY_THERE):
                touch(request.session)
        elif settings.SESSION_COOKIE_NAME in request.COOKIES and must_set_up(_user(request)):
            request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead to what has to be done first, if anything has."""
        match = request.resolver_match
        if match is None or not request.path_info.startswith(DESK):
            return None
        user = _user(request)
        if not user.is_authenticated:
            return None
        if match.url_name not in SETTING_UP and must_set_up(user):
            return redirect("second_factor_required")
        return _to_confirm(request) if asks_again(request) else None


def _to_confirm(request: HttpRequest) -> HttpResponse:
    onward = request.get_full_path()
    if request.method == "POST":
        messages.warning(request, _("Nothing was changed. Please fill in the form once more."))
    query = urlencode({"next": onward})
    return HttpResponseRedirect(f"{reverse('confirm_identity')}?{query}")


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
