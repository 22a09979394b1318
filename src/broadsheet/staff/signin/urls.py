"""Addresses at the door, for everybody. Wagtail has the same way in, and its turn never comes."""

from __future__ import annotations

from django.urls import path

from broadsheet.staff.signin.views import entering

urlpatterns = [
    path("login/", entering.password, name="account_login"),
    path("login/passkey/", entering.passkey, name="mfa_login_webauthn"),
    path("login/second-step/", entering.second_step, name="mfa_authenticate"),
]
