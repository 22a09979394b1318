"""The settings of signing in: Django's hashers, and what allauth is to do and to leave.

Of allauth we take the steps of a sign-in and the second factors. Its limits count in a
cache that processes don't share, and by account alone, so that anybody could lock an
editor out: ours stand in their place (``tries.py``).
"""

from __future__ import annotations

from typing import Any

SETTINGS: dict[str, Any] = {
    "PASSWORD_HASHERS": [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # passwords from before
    ],
    "ACCOUNT_ADAPTER": "broadsheet.staff.signin.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_SIGNUP_ENABLED": False,
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_RATE_LIMITS": False,
    "MFA_ADAPTER": "broadsheet.staff.signin.adapters.FactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
    "MFA_RATE_LIMITS": False,
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_FORMS": {
        "authenticate": "broadsheet.staff.signin.forms.CodeForm",
        "reauthenticate": "broadsheet.staff.signin.forms.ConfirmCodeForm",
        "activate_totp": "broadsheet.staff.signin.forms.AddAppForm",
    },
}
