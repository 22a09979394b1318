"""What calendar programs read, and the page on which its address is made and ended. Thin."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.planning import links, queries
from broadsheet.newsroom.planning.ical import calendar_of
from broadsheet.newsroom.planning.rights import PlanRights
from broadsheet.newsroom.planning.views.board import rights_of
from broadsheet.staff.mails import absolute


@require_safe
@never_cache
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program with the hours of whose address it is, as of now.

    Raises Http404 for an address that is none, or was ended, or whose person may look no more.
    """
    person = links.person_of(token)
    rights = PlanRights(person) if person else None
    if rights is None or not rights.may_look():
        raise Http404
    now, name = clock.now(), _("%(paper)s: planning") % {"paper": publication().name}
    body = calendar_of(queries.hours_around(rights, now=now), name=name, now=now)
    headers = {"X-Robots-Tag": "noindex", "Content-Disposition": 'inline; filename="planning.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@never_cache
def link(request: HttpRequest) -> HttpResponse:
    """Make one's address, which is shown once, or end it. Raises PermissionDenied."""
    rights, address = rights_of(request), ""
    if request.method == "POST":
        if request.POST.get("act") == "end":
            links.end_link(user=request.user)
            messages.success(request, _("The address is ended: nothing is read from it any more."))
            return redirect("planning_link")
        token = links.make_link(user=request.user)
        address = absolute(reverse("planning_feed", args=[token]))
    context = {"address": address, "rights": rights, "link": links.open_link_of(request.user)}
    return TemplateResponse(request, "newsroom/planning/link.html", context)
