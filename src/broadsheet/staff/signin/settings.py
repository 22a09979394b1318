"""The settings of signing in: Django's sessions, and what allauth is to do and to leave.

Of allauth we take the steps of a sign-in and the second factors. Its limits count in a
cache that processes don't share, and by account alone, so that anybody could lock an
editor out: ours stand in their place (``tries.py``).
"""

from __future__ import annotations

from typing import Any

_SESSIONS: dict[str, Any] = {
    "SESSION_ENGINE": "broadsheet.staff.sessions.store",
    "SESSION_COOKIE_AGE": 3600,  # of a sign-in that has only begun; then the store counts
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
}
_NAMES = {"SESSION_COOKIE_NAME": "__Host-sessionid", "CSRF_COOKIE_NAME": "__Host-csrftoken"}
"""Browsers take cookies of these names from this very host alone (RFC 6265bis, 4.1.3.2)."""

_STEPS: dict[str, Any] = {
    "PASSWORD_HASHERS": [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # passwords from before
    ],
    "PASSWORD_RESET_TIMEOUT": 30 * 60,
    "ACCOUNT_ADAPTER": "broadsheet.staff.signin.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_SIGNUP_ENABLED": False,
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_RATE_LIMITS": False,
    "MFA_ADAPTER": "broadsheet.staff.signin.adapters.FactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_WEBAUTHN_USER_VERIFICATION": "required",
    "MFA_RATE_LIMITS": False,
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_FORMS": {
        "authenticate": "broadsheet.staff.signin.forms.CodeForm",
        "reauthenticate": "broadsheet.staff.signin.forms.ConfirmCodeForm",
        "add_webauthn": "broadsheet.staff.signin.passkey_forms.AddPasskeyForm",
        "login_webauthn": "broadsheet.staff.signin.passkey_forms.PasskeyForm",
        "authenticate_webauthn": "broadsheet.staff.signin.passkey_forms.SecondPasskeyForm",
        "reauthenticate_webauthn": "broadsheet.staff.signin.passkey_forms.ConfirmPasskeyForm",
        "activate_totp": "broadsheet.staff.signin.forms.AddAppForm",
    },
}


def sign_in_settings(*, secure: bool) -> dict[str, Any]:
    """Return the settings; ``secure`` says that people reach the paper by https."""
    cookies = {"SESSION_COOKIE_SECURE": secure, "CSRF_COOKIE_SECURE": secure}
    return {**_STEPS, **_SESSIONS, **cookies, **(_NAMES if secure else {})}
