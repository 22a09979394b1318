"""Inviting people in the editor, and coming by an invitation. Thin."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.staff.desks import sections
from broadsheet.staff.invitations import acts
from broadsheet.staff.invitations.tokens import invitation_of
from broadsheet.staff.models import Invitation, User
from broadsheet.staff.roles import WORDS
from broadsheet.staff.signin.door import at_the_door
from broadsheet.staff.signin.passkeys import are_possible

SHOWN = 50


class InviteForm(forms.Form):
    """Whom, and as what."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    sections: Any = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Desk of"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("For desk editors: the sections that they answer for."),
    )

    def __init__(self, *arguments: Any, by: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [(role, WORDS[role]) for role in acts.roles_to_give(by)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.fields["role"].initial = "reporter"
        self.fields["sections"].queryset = sections()  # type: ignore[attr-defined]


class ComeForm(forms.Form):
    """What they are called, and how they will sign in."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150, required=False)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=gettext_lazy("Twelve characters or more: a few words, say, that make no sense."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *arguments: Any, with_password: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["password"].required = with_password


def manage(request: HttpRequest) -> HttpResponse:
    """List the invitations; make one, send it again, or take it back.

    Raises PermissionDenied for somebody who may not add people.
    """
    me = cast("User", request.user)
    if not me.has_perm("broadsheet_staff.add_user"):
        raise PermissionDenied
    if "revoke" in request.POST:
        acts.revoke(invitation=_waiting(request.POST["revoke"]), by=me)
        messages.success(request, _("Withdrawn. Its link opens nothing any more."))
        return redirect("invitations")
    asked = request.method == "POST" and "resend" not in request.POST
    form = InviteForm(request.POST if asked else None, by=me)
    sent = _invite(request, form, me)
    context = {
        "form": InviteForm(by=me) if sent else form,
        "sent": sent,
        "invitations": Invitation.objects.select_related("made_by").order_by("-made_at")[:SHOWN],
    }
    return TemplateResponse(request, "invitations/manage.html", context)


def _invite(request: HttpRequest, form: InviteForm, me: User) -> acts.Sent | None:
    if "resend" in request.POST:
        again = _waiting(request.POST["resend"])
        desk = again.sections.all()
        return acts.invite(email=again.email, role=again.role, by=me, sections=desk)
    if not form.is_valid():
        return None
    try:
        return acts.invite(**form.cleaned_data, by=me)
    except ValidationError as error:
        form.add_error("email", error.messages)
        return None


def _waiting(key: str) -> Invitation:
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    return get_object_or_404(waiting, pk=int(key) if key.isdecimal() and len(key) < 10 else 0)


@at_the_door
def come(request: HttpRequest, token: str) -> HttpResponse:
    """Make oneself an account by an invitation, and go in. A look at the page changes nothing."""
    invitation = invitation_of(token)
    by_passkey = request.POST.get("way") == "passkey" and are_possible(request)
    form = ComeForm(request.POST or None, with_password=not by_passkey)
    if invitation is not None and request.method == "POST" and form.is_valid():
        user = _accept(token, form, by_passkey=by_passkey)
        if user is not None:
            onward = reverse("mfa_add_webauthn") if by_passkey else None
            return perform_login(request, user, redirect_url=onward)
        invitation = invitation_of(token)
    if invitation is None:
        return render(request, "invitations/over.html", status=410)
    context = {
        "form": form,
        "invitation": invitation,
        "passkeys_are_possible": are_possible(request),
    }
    return render(request, "invitations/accept.html", context)


def _accept(token: str, form: ComeForm, *, by_passkey: bool) -> User | None:
    """Make the account; None if the form says why not, or the link has ended meanwhile."""
    fields = form.cleaned_data
    if by_passkey:
        fields["password"] = None
    try:
        return acts.accept(token=token, **fields)
    except ValidationError as error:
        form.add_error("password", error.messages)
        return None
