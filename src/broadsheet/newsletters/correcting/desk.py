"""Corrections in the editor: which readers are still to be told of, list by list. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from broadsheet.newsletters.correcting import acts, queries
from broadsheet.newsletters.models import List, Way
from broadsheet.newsletters.sending.desk import RIGHT
from broadsheet.newsroom.models import Amendment

SHOWN = 50


def index(request: HttpRequest) -> HttpResponse:
    """List the corrections of stories that readers were sent before, those to be told first."""
    _check(request)
    undecided = list(queries.undecided())
    keys = {each.pk for each in undecided}
    others = [each for each in queries.corrections()[:SHOWN] if each.pk not in keys]
    context = {"undecided": undecided, "others": others}
    return render(request, "newsletters/correcting/index.html", context)


def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who was sent a mistake, list by list, and decide how they hear of its correction."""
    _check(request)
    found = get_object_or_404(queries.corrections(), pk=pk)
    if request.method == "POST":
        return _decide(request, found)
    context = {"amendment": found, "audiences": queries.audiences(found), "ways": Way.choices}
    return render(request, "newsletters/correcting/correction.html", context)


def _decide(request: HttpRequest, found: Amendment) -> HttpResponse:
    here = reverse("sending:correction", args=[found.pk])
    on = List.objects.filter(slug=request.POST.get("list", "")).first()
    way = request.POST.get("way", "")
    if on is None or way not in Way.values:
        messages.error(request, _("Choose a list and a way. Nothing was done."))
        return redirect(here)
    try:
        told = acts.tell(amendment=found, on=on, way=Way(way), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(here)
    if told.number is None:
        messages.success(request, _("Noted for %(list)s.") % {"list": on})
        return redirect(here)
    words = _("A draft was made. Nothing goes out before you send it.")
    messages.success(request, words)
    return redirect("number:look", told.number.pk)


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


class UntoldPanel(Component):
    """What was corrected, on the dashboard of those who may send, until it is decided about."""

    name = "untold"
    template_name = "newsletters/correcting/panel.html"
    order = 30

    def __init__(self) -> None:
        self.undecided = list(queries.undecided()[:SHOWN])

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template the corrections."""
        return {"undecided": self.undecided}


def offer(request: HttpRequest, page: Any) -> None:
    """Say to whoever published a correction, and may send, that readers have the mistake."""
    if not request.user.has_perm(RIGHT):
        return
    for each in queries.undecided().filter(story=page.pk)[:1]:
        words = _("Readers were sent this story before it was corrected. Tell them: %(address)s")
        address = reverse("sending:correction", args=[each.pk])
        messages.info(request, words % {"address": request.build_absolute_uri(address)})
