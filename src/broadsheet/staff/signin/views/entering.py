"""On the way in: first factor, then the second if there is one."""

from __future__ import annotations

import itertools
import json
from typing import Any

from allauth.account.utils import perform_login
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from wagtail.admin.views import account

from broadsheet.staff.signin.door import at_the_door
from broadsheet.staff.signin.forms import SignInForm
from broadsheet.staff.signin.limits import TooManyTries
from broadsheet.staff.signin.passkey_forms import WRONG
from broadsheet.staff.signin.passkeys import are_possible


class PasswordView(account.LoginView):
    """Wagtail's way in, that ends where the second factor begins."""

    template_name = "signin/password.html"

    def get_form_class(self) -> type[SignInForm]:
        """Return our form."""
        return SignInForm

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Say whether a passkey may be asked for."""
        context: dict[str, Any] = super().get_context_data(**options)
        return {**context, "passkeys_are_possible": are_possible(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to the second step, or in."""
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong, and to programs too how long to wait (RFC 6585, 4)."""
        return _waiting(super().form_invalid(form), form)


class SecondStepView(AuthenticateView):
    """A code of the app, or a recovery code."""

    template_name = "signin/second_step.html"

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Ask for a passkey if they have one."""
        context: dict[str, Any] = super().get_context_data(**options)
        wanted = context["js_data"]["request_options"]
        has_passkey = bool(wanted["publicKey"].get("allowCredentials"))
        return {**context, "options": json.dumps(wanted) if has_passkey else ""}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong."""
        if form is self.webauthn_form:
            messages.error(self.request, WRONG)
        return _waiting(super().form_invalid(form), form)


class PasskeyView(LoginWebAuthnView):
    """A passkey alone: it is two factors, the device and what opens it."""


def _waiting(response: HttpResponse, form: Any) -> HttpResponse:
    for error in itertools.chain.from_iterable(form.errors.as_data().values()):
        if isinstance(error, TooManyTries):
            response.status_code = 429
            response["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
    return response


password = at_the_door(PasswordView.as_view())
passkey = at_the_door(PasskeyView.as_view())
second_step = at_the_door(SecondStepView.as_view())
