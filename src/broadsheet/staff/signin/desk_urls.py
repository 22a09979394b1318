"""Addresses of signing in for those who have; served within the editor. The names are allauth's."""

from __future__ import annotations

from django.urls import path

from broadsheet.staff.invitations import views as invitations
from broadsheet.staff.sessions import views as sessions
from broadsheet.staff.signin.views import confirming, factors, people

urlpatterns = [
    path("invitations/", invitations.manage, name="invitations"),
    path("account/sessions/end/", sessions.end, name="end_sessions"),
    path("account/confirm/", confirming.confirm, name="confirm_identity"),
    path("account/confirm/passkey/", confirming.by_passkey, name="confirm_by_passkey"),
    path("account/signing-in/required/", people.required, name="second_factor_required"),
    path("users/<int:pk>/signing-in/", people.person, name="person_signing_in"),
    path("account/signing-in/", factors.overview, name="mfa_index"),
    path("account/signing-in/app/", factors.add_app, name="mfa_activate_totp"),
    path("account/signing-in/app/remove/", factors.remove_app, name="mfa_deactivate_totp"),
    path("account/signing-in/passkeys/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path(
        "account/signing-in/passkeys/<int:pk>/remove/",
        factors.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path("account/signing-in/codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/signing-in/codes/new/",
        factors.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
