"""What is typed at the door."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from broadsheet.staff.models import User
from broadsheet.staff.signin.codes import spend
from broadsheet.staff.signin.limits import begin, code_try, confirming_try, password_try
from broadsheet.staff.signin.telling import tell_of_failure
from broadsheet.staff.signin.tries import Try

WRONG_CODE = _(
    "This code doesn’t fit. Codes change every half minute, and each is good for one time."
)


class SignInForm(LoginForm):
    """Address and password."""

    error_messages = {
        **LoginForm.error_messages,
        "invalid_login": _("Address and password don’t fit together. Nothing was changed."),
    }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["remember"]
        address, password = self.fields["username"], self.fields["password"]
        address.label, password.label = _("E-mail address"), _("Password")
        address.widget = forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
        password.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def clean(self) -> dict[str, Any]:
        """Look whether address and password fit together. Raises ValidationError, TooManyTries."""
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not email or not password:
            return self.cleaned_data
        attempt = begin(password_try(self.request, email=email, password=password))
        try:
            cleaned: dict[str, Any] = super().clean()
        except forms.ValidationError:
            tell_of_failure("password", email=email)
            raise
        attempt.succeeded()
        return cleaned


class OneTimeCode(BaseAuthenticateForm):
    """A code from an app, or from the list that was kept for a bad day."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        code = self.fields["code"]
        code.label = _("Code from your app, or a recovery code")
        code.max_length = 20
        code.widget.attrs = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "autofocus": True,
        }

    def clean_code(self) -> str:
        """Return a code that fits and has not been used. Raises ValidationError, TooManyTries."""
        attempt = begin(self.attempt())
        try:
            code: str = super().clean_code()
            is_app = self.authenticator.type == Authenticator.Type.TOTP
            if is_app and not spend(self.authenticator, code):
                raise forms.ValidationError("")
        except forms.ValidationError:
            tell_of_failure("code", user=self.user)
            raise forms.ValidationError(WRONG_CODE, code="incorrect_code") from None
        attempt.succeeded()
        return code

    def attempt(self) -> Try:
        """Return what a wrong code counts against."""
        return code_try(context.request, user=self.user)


class CodeForm(OneTimeCode, AuthenticateForm):
    """The second step of signing in."""


class ConfirmCodeForm(OneTimeCode, ReauthenticateForm):
    """Showing again that it is them."""

    def attempt(self) -> Try:
        """Return what a wrong code counts against."""
        return confirming_try(user=self.user)


class ConfirmPasswordForm(forms.Form):
    """Showing again that it is them, with the password."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *arguments: Any, user: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.user = user

    def clean_password(self) -> str:
        """Return the password if it is theirs. Raises ValidationError, TooManyTries."""
        password: str = self.cleaned_data["password"]
        attempt = begin(confirming_try(user=self.user))
        if not self.user.check_password(password):
            tell_of_failure("password", user=self.user)
            raise forms.ValidationError(_("This isn’t your password."), code="incorrect_password")
        attempt.succeeded()
        return password


class AddAppForm(ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"].label = _("Type the six digits that it shows")
        self.fields["code"].widget.attrs = {"autocomplete": "off", "inputmode": "numeric"}
