"""What allauth asks of us: where people go, what things are called, how secrets are kept."""

from __future__ import annotations

from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from broadsheet.staff.paper import paper_name
from broadsheet.staff.sessions.devices import device_of, shown
from broadsheet.staff.signin.devices import remember
from broadsheet.staff.signin.freshness import is_fresh
from broadsheet.staff.signin.passkeys import relying_party
from broadsheet.staff.signin.vault import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: nobody signs up, and whoever is in goes to the desk."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where people go who didn't ask for a page."""
        return reverse("wagtailadmin_home")

    def get_login_stages(self) -> list[str]:
        """Return what stands between a first factor and a session."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def post_login(self, request: HttpRequest, user: Any, **options: Any) -> HttpResponse:
        """Go on, and have the browser be known from now on."""
        response: HttpResponse = super().post_login(request, user, **options)
        remember(request, response, user)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Send somebody back whose account is closed."""
        messages.error(request, _("This account is closed. Please ask whoever publishes here."))
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **_options: Any) -> bool:
        """Say whether they must show again that it is them. A sign-in counts as having shown it."""
        return not is_fresh(self.request.session)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Return our one page that asks for any of them, and what it asks for passkeys."""
        names = ("confirm_identity", "confirm_by_passkey")
        return [{"id": name, "description": "", "url": reverse(name)} for name in names]

    def send_notification_mail(self, *_arguments: Any, **_options: Any) -> None:
        """Leave it: ``receivers.py`` writes the letters."""


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: sealed, and named after the paper."""

    def get_totp_issuer(self) -> str:
        """Return the name that stands in people's apps."""
        return paper_name()

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as SVG that can stand in a page."""
        return qrcode.make(url, image_factory=SvgPathImage, border=2).to_string(encoding="unicode")

    def encrypt(self, text: str) -> str:
        """Return a secret as it may lie in the database."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was sealed."""
        return unseal(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whom passkeys are for."""
        return {"id": relying_party(self.request), "name": paper_name()}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  allauth's
        """Return what a new passkey is called if its owner doesn't say."""
        return shown(device_of(self.request.headers.get("User-Agent", "")))
