"""Addresses at the door, for everybody. Wagtail has the same way in, and its turn never comes."""

from __future__ import annotations

from django.urls import path

from broadsheet.staff.invitations import views as invitations
from broadsheet.staff.signin.views import entering, forgotten

urlpatterns = [
    path("login/", entering.password, name="account_login"),
    path("password_reset/", forgotten.forgotten, name="wagtailadmin_password_reset"),
    path("password_reset/done/", forgotten.asked, name="wagtailadmin_password_reset_done"),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        forgotten.new_password,
        name="wagtailadmin_password_reset_confirm",
    ),
    path(
        "password_reset/complete/",
        forgotten.have_it,
        name="wagtailadmin_password_reset_complete",
    ),
    path("invitation/<str:token>/", invitations.come, name="invitation"),
    path("login/passkey/", entering.passkey, name="mfa_login_webauthn"),
    path("login/second-step/", entering.second_step, name="mfa_authenticate"),
]
