"""What a browser sends of a passkey. Whatever it sends is answered in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.staff.models import User
from broadsheet.staff.signin.telling import tell_of_failure

WRONG = _("This passkey doesn’t fit. Try again, or another way.")
UNREADABLE = (forms.ValidationError, AttributeError, KeyError, TypeError, ValueError)
"""What allauth and fido2 raise for what no browser sends."""


def in_words(check: Callable[..., Any]) -> Callable[..., Any]:
    """Have a check of what was sent raise a ValidationError in our words."""

    @wraps(check)
    def checked(form: Any) -> Any:
        try:
            return check(form)
        except UNREADABLE:
            raise forms.ValidationError(WRONG, code="wrong_passkey") from None

    return checked


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey: always one that is enough by itself, behind a finger, a face or a PIN."""

    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["name"].label = _("What you call it")
        self.fields["name"].max_length = 60

    @in_words
    def clean(self) -> dict[str, Any]:
        """Check that it was made for this page, by a device that knows its owner."""
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyForm(LoginWebAuthnForm):
    """A passkey in place of a password."""

    @in_words
    def clean_credential(self) -> Any:
        """Return whose it is."""
        return super().clean_credential()


class _Theirs(AuthenticateWebAuthnForm):
    """A passkey of somebody who is known already."""

    user: User

    @in_words
    def clean_credential(self) -> Any:
        """Return it if it is theirs."""
        try:
            return super().clean_credential()
        except UNREADABLE:
            tell_of_failure("passkey", user=self.user)
            raise


class SecondPasskeyForm(_Theirs):
    """A passkey after the password."""


class ConfirmPasskeyForm(_Theirs, ReauthenticateWebAuthnForm):
    """Showing again that it is them."""
