"""One's own second factors: adding, looking at, taking away."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.urls import reverse_lazy

from broadsheet.staff.sessions.acts import places
from broadsheet.staff.signin.door import at_the_door
from broadsheet.staff.signin.passkeys import are_possible


class OverviewView(IndexView):
    """How somebody signs in, on one page of the editor."""

    template_name = "signin/overview.html"

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Add where they are signed in."""
        here = self.request.session.session_key
        return {
            **super().get_context_data(**options),
            "places": places(user=self.request.user, here=here),
            "passkeys_are_possible": are_possible(self.request),
        }


class AddAppView(ActivateTOTPView):
    """A QR code, and the first code that it makes."""

    template_name = "signin/add_app.html"


class RemoveAppView(DeactivateTOTPView):
    """Take the app away."""

    template_name = "signin/remove_app.html"


class RecoveryCodesView(ViewRecoveryCodesView):
    """The codes, once."""

    template_name = "signin/recovery_codes.html"

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Write the codes in two halves: they are copied by hand."""
        context = super().get_context_data(**options)
        context["codes"] = [f"{code[:4]} {code[4:]}" for code in context["unused_codes"]]
        return context


class NewRecoveryCodesView(GenerateRecoveryCodesView):
    """New codes in place of those that are used up or lost."""

    template_name = "signin/new_recovery_codes.html"


class AddPasskeyView(AddWebAuthnView):
    """Have the browser make a passkey."""

    template_name = "signin/add_passkey.html"

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Ask for one that the device finds without being told whose it is."""
        context: dict[str, Any] = super().get_context_data(**options)
        wanted = context["js_data"]["creation_options"]
        choice = wanted["publicKey"]["authenticatorSelection"]
        choice.update(residentKey="required", requireResidentKey=True)
        context["options"] = json.dumps(wanted)
        return context


class RemovePasskeyView(RemoveWebAuthnView):
    """Take a passkey away."""

    template_name = "signin/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")


overview = OverviewView.as_view()
add_app = at_the_door(AddAppView.as_view())
add_passkey = at_the_door(AddPasskeyView.as_view())
remove_passkey = at_the_door(RemovePasskeyView.as_view())
remove_app = at_the_door(RemoveAppView.as_view())
recovery_codes = at_the_door(RecoveryCodesView.as_view())
new_recovery_codes = at_the_door(NewRecoveryCodesView.as_view())
