"""For who has forgotten the password. Wagtail's own steps, with our limits and letters."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import PasswordResetForm
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import account

from broadsheet.staff.audit import record
from broadsheet.staff.sessions.acts import end_sessions
from broadsheet.staff.signin.devices import remember
from broadsheet.staff.signin.door import at_the_door
from broadsheet.staff.signin.resets import ask


class ForgottenView(account.PasswordResetView):
    """Ask for a link."""

    template_name = "signin/forgotten.html"

    def get_form_class(self) -> type[PasswordResetForm]:
        """Return a form of an address alone."""
        return PasswordResetForm

    def get_form(self, form_class: Any = None) -> Any:
        """Word it."""
        form = super().get_form(form_class)
        form.fields["email"].label = _("E-mail address")
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Note it, and say the same to everybody."""
        ask(self.request, email=form.cleaned_data["email"])
        return HttpResponseRedirect(self.get_success_url())


class AskedView(account.PasswordResetDoneView):
    """Say where to look."""

    template_name = "signin/forgotten_asked.html"


class NewPasswordView(account.PasswordResetConfirmView):
    """Choose a new one; whoever is signed in with the old one is out."""

    template_name = "signin/new_password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it. It signs nobody in: the second factor is still to be shown."""
        response: HttpResponse = super().form_valid(form)
        record("broadsheet.new_password", on=form.user, by=form.user)
        end_sessions(user=form.user, by=form.user)
        remember(self.request, response, form.user)
        return response


class HaveItView(account.PasswordResetCompleteView):
    """Lead to the way in."""

    template_name = "signin/new_password_set.html"


forgotten = at_the_door(ForgottenView.as_view())
asked = at_the_door(AskedView.as_view())
new_password = at_the_door(NewPasswordView.as_view())
have_it = at_the_door(HaveItView.as_view())
