"""Showing again that it is them, before something that an open laptop must not be enough for."""

from __future__ import annotations

from typing import cast

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from broadsheet.staff.models import User
from broadsheet.staff.signin.door import at_the_door
from broadsheet.staff.signin.forms import ConfirmCodeForm, ConfirmPasswordForm
from broadsheet.staff.signin.freshness import note_fresh
from broadsheet.staff.signin.passkey_forms import WRONG


@at_the_door
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for the password or a code, then go on to where they were going."""
    ways = _ways(request)
    for form in ways:
        if form.is_bound and form.is_valid():
            note_fresh(request.session)
            return HttpResponseRedirect(_onward(request))
    context = {
        "ways": ways,
        "next": _onward(request),
        "has_passkey": is_mfa_enabled(request.user, [Authenticator.Type.WEBAUTHN]),
    }
    return render(request, "signin/confirm.html", context)


def _ways(request: HttpRequest) -> list[forms.Form]:
    """Return a form for each way that they have; the one that was sent in is bound."""
    user = cast("User", request.user)
    ways: list[forms.Form] = []
    if user.has_usable_password():
        ways.append(ConfirmPasswordForm(_sent(request, "password"), user=user))
    if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        ways.append(ConfirmCodeForm(_sent(request, "code"), user=user))
    return ways


def _sent(request: HttpRequest, field: str) -> QueryDict | None:
    return request.POST if field in request.POST else None


def _onward(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        return asked
    return resolve_url(settings.LOGIN_REDIRECT_URL)


class ByPasskeyView(ReauthenticateWebAuthnView):
    """The same with a passkey: what the page's script asks for, and sends."""

    def get(self, request: HttpRequest, *_arguments: object, **_options: object) -> HttpResponse:
        """Say which passkeys fit, and what the device is to sign."""
        options = self.get_context_data()["js_data"]["request_options"]
        return JsonResponse({"request_options": options})

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Ask again."""
        messages.error(self.request, WRONG)
        return HttpResponseRedirect(reverse("confirm_identity"))


by_passkey = at_the_door(ByPasskeyView.as_view())
