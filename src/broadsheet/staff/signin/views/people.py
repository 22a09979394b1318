"""For publishers: how somebody else signs in, and ending it. Thin."""

from __future__ import annotations

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from broadsheet.staff.models import User
from broadsheet.staff.sessions.acts import end_session, end_sessions, places
from broadsheet.staff.signin.door import at_the_door
from broadsheet.staff.signin.passkeys import are_possible
from broadsheet.staff.signin.rescue import rescue


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show somebody's second factors and sessions; end or remove them.

    Raises PermissionDenied for somebody who may not change people, or not this one.
    """
    me, them = cast("User", request.user), get_object_or_404(User, pk=pk)
    if not me.has_perm("broadsheet_staff.change_user") or (
        them.is_superuser and not me.is_superuser
    ):
        raise PermissionDenied
    if request.method == "POST":
        _act(request, me, them)
        return redirect(request.path)
    context = {
        "person": them,
        "factors": Authenticator.objects.filter(user=them).order_by("created_at"),
        "places": places(user=them, here=request.session.session_key),
    }
    return TemplateResponse(request, "signin/person.html", context)


def _act(request: HttpRequest, me: User, them: User) -> None:
    if "rescue" in request.POST:
        rescue(user=them, by=me)
        messages.success(request, _("Removed. Their password, or a new one, lets them in again."))
        return
    if name := request.POST.get("session"):
        end_session(user=them, name=name, by=me)
    else:
        end_sessions(user=them, by=me, but=request.session.session_key)
    messages.success(request, _("Ended. Whoever is there has to sign in again."))


@at_the_door
def required(request: HttpRequest) -> HttpResponse:
    """Say that a second factor is owed, and lead to it."""
    possible = are_possible(request)
    return render(request, "signin/required.html", {"passkeys_are_possible": possible})
