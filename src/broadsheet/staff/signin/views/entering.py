"""On the way in: first factor, then the second if there is one."""

from __future__ import annotations

import itertools
from typing import Any

from allauth.account.utils import perform_login
from allauth.mfa.base.views import AuthenticateView
from django.http import HttpResponse
from wagtail.admin.views import account

from broadsheet.staff.signin.door import at_the_door
from broadsheet.staff.signin.forms import SignInForm
from broadsheet.staff.signin.limits import TooManyTries


class PasswordView(account.LoginView):
    """Wagtail's way in, that ends where the second factor begins."""

    template_name = "signin/password.html"

    def get_form_class(self) -> type[SignInForm]:
        """Return our form."""
        return SignInForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to the second step, or in."""
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong, and to programs too how long to wait (RFC 6585, 4)."""
        return _waiting(super().form_invalid(form), form)


class SecondStepView(AuthenticateView):
    """A code of the app, or a recovery code."""

    template_name = "signin/second_step.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong."""
        return _waiting(super().form_invalid(form), form)


def _waiting(response: HttpResponse, form: Any) -> HttpResponse:
    for error in itertools.chain.from_iterable(form.errors.as_data().values()):
        if isinstance(error, TooManyTries):
            response.status_code = 429
            response["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
    return response


password = at_the_door(PasswordView.as_view())
second_step = at_the_door(SecondStepView.as_view())
