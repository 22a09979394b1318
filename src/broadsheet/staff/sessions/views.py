"""Ending one's own sessions. Thin."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadsheet.staff.models import User
from broadsheet.staff.sessions.acts import end_session, end_sessions


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one session of one's own, or all but this one."""
    user = cast("User", request.user)
    if name := request.POST.get("session"):
        end_session(user=user, name=name, by=user)
    else:
        end_sessions(user=user, by=user, but=request.session.session_key)
    messages.success(request, _("Ended. Whoever is there has to sign in again."))
    return redirect("mfa_index")
