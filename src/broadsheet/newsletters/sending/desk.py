"""Sending in the editor: a page of all numbers that go out, and one about each. Thin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsletters.models import List, Number
from broadsheet.newsletters.sending import acts, doubts, refusal, releases, restored, summary

RIGHT = "broadsheet_newsletters.send_number"
SHOWN = 50


def index(request: HttpRequest) -> HttpResponse:
    """List the numbers that go out or did; let mail leave again after a restore."""
    _check(request)
    if request.method == "POST":
        restored.confirm(by=request.user)
        messages.success(request, _("Mail leaves from here again."))
        return HttpResponseRedirect(reverse("sending:index"))
    made = restored.backup_of(restored.data())
    context = {
        "numbers": summary.numbers()[:SHOWN],
        "refuses": refusal.refuses(),
        "diverted": refusal.diverted(),
        "restored": made,
        "lists": List.objects.all(),
        "host": restored.host(),
    }
    return render(request, "newsletters/sending/index.html", context)


def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a number is, and do with it what its buttons say."""
    _check(request)
    found = get_object_or_404(Number.objects.select_related("list"), pk=pk)
    if request.method == "POST":
        _act(request, found)
        return HttpResponseRedirect(reverse("sending:number", args=[found.pk]))
    soonest = clock.now() + timedelta(minutes=found.list.held_minutes)
    context = summary.about(found, soonest=soonest)
    return render(
        request,
        "newsletters/sending/number.html",
        {
            **context,
            "refuses": refusal.refuses(),
            "diverted": refusal.diverted(),
            "zone": publication().zone,
            "is_second": request.user.pk not in {found.created_by_id, found.sent_by_id},
        },
    )


class DivertedPanel(Component):
    """The dashboard's first line for those who may send, where all mail is diverted."""

    name = "diverted"
    template_name = "newsletters/sending/diverted.html"
    order = 1

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template what is so."""
        return {"diverted": refusal.diverted()}


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


def _act(request: HttpRequest, found: Number) -> None:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        messages.error(request, _("There is no such act. Nothing was done."))
        return
    try:
        act(request, found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


def _send(request: HttpRequest, found: Number) -> None:
    acts.send(number=found, by=request.user, at=_hour(request))


def _go_with(request: HttpRequest, found: Number) -> None:
    release = releases.open_releases().filter(pk=_number(request, "release")).first()
    if release is None:
        raise ValidationError(_("Choose the release that it is to go out with."))
    acts.go_with(number=found, release=release, by=request.user)


def _correct(request: HttpRequest, found: Number) -> None:
    draft = summary.correctable(found).filter(pk=_number(request, "draft")).first()
    if draft is None:
        raise ValidationError(_("Choose the number that the rest is to get."))
    acts.send_corrected(number=draft, corrects=found, by=request.user)


def _settle(request: HttpRequest, found: Number, *, arrived: bool) -> None:
    one = _number(request, "message")
    sends = None if one is None else [one]
    doubts.settle(number=found, by=request.user, arrived=arrived, sends=sends)


def _hour(request: HttpRequest) -> datetime | None:
    """Return the hour that was asked for, which was typed as the publication's clock has it."""
    typed = request.POST.get("at", "").strip()
    if not typed:
        return None
    field = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
    naive: datetime = field.clean(typed)
    return naive.replace(tzinfo=publication().zone)


def _number(request: HttpRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None


ACTS: dict[str, Callable[[HttpRequest, Number], Any]] = {
    "send": _send,
    "go with": _go_with,
    "go alone": lambda request, found: acts.go_with(number=found, release=None, by=request.user),
    "call back": lambda request, found: acts.call_back(number=found, by=request.user),
    "approve": lambda request, found: acts.approve(number=found, by=request.user),
    "stop": lambda request, found: acts.stop(number=found, by=request.user),
    "resume": lambda request, found: acts.resume(number=found, by=request.user),
    "correct": _correct,
    "arrived": lambda request, found: _settle(request, found, arrived=True),
    "again": lambda request, found: _settle(request, found, arrived=False),
}
