"""What is typed at the door."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from broadsheet.staff.models import User
from broadsheet.staff.signin.codes import spend

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
        """Return a code that fits and has not been used. Raises ValidationError."""
        try:
            code: str = super().clean_code()
        except forms.ValidationError:
            raise forms.ValidationError(WRONG_CODE, code="incorrect_code") from None
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not spend(self.authenticator, code):
            raise forms.ValidationError(WRONG_CODE, code="incorrect_code")
        return code


class CodeForm(OneTimeCode, AuthenticateForm):
    """The second step of signing in."""


class ConfirmCodeForm(OneTimeCode, ReauthenticateForm):
    """Showing again that it is them."""


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
        """Return the password if it is theirs. Raises ValidationError."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This isn’t your password."), code="incorrect_password")
        return password


class AddAppForm(ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"].label = _("Type the six digits that it shows")
        self.fields["code"].widget.attrs = {"autocomplete": "off", "inputmode": "numeric"}
