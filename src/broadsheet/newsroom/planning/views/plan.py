"""A plan's page, and moving a plan on. Thin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from broadsheet.masthead.queries import publication
from broadsheet.newsroom.planning import actions
from broadsheet.newsroom.planning.asked import back
from broadsheet.newsroom.planning.forms import PlanForm
from broadsheet.newsroom.planning.history import lines_of
from broadsheet.newsroom.planning.models import Plan
from broadsheet.newsroom.planning.moves import MOVES, Move, moves_of
from broadsheet.newsroom.planning.rights import PlanRights
from broadsheet.newsroom.planning.views.board import card_of, rights_of


def pitch(request: HttpRequest) -> HttpResponse:
    """Ask for a pitch, and put it on the board. Raises PermissionDenied to who may not pitch."""
    rights = rights_of(request)
    if not rights.may_pitch():
        raise PermissionDenied
    form = PlanForm(request.POST or None, rights=rights)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        to, said["to"] = said["to"], None
        if to and not rights.leads(form.instance):
            form.add_error("to", _("You may pitch for this section; its desk decides whose it is."))
        elif plan := _kept(form, lambda: actions.pitch(by=request.user, **{**said, "to": to})):
            messages.success(request, _("“%(title)s” is on the board.") % {"title": plan})
            return redirect("plan", plan.pk)
    return TemplateResponse(
        request, "newsroom/planning/plan.html", {"form": form, "may_change": True}
    )


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan and change what it says. Raises PermissionDenied to who may not know of it."""
    rights, found = rights_of(request), _found(pk)
    if not rights.finds(found):
        raise PermissionDenied
    may_change = rights.may_change(found)
    form = PlanForm(_posted(request, may_change), instance=found, rights=rights)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in form.fields}
        if _kept(form, lambda: actions.change_plan(plan=found, by=request.user, **said)):
            messages.success(request, _("The plan is saved."))
            return redirect("plan", found.pk)
    context = {
        "form": form,
        "plan": found,
        "may_change": may_change,
        "reads_notes": rights.reads_notes(found),
        "moves": moves_of(rights, found),
        "story": found.story_id and rights.reads_notes(found),
        "lines": lines_of(found),
        "zone": publication().zone,
    }
    return TemplateResponse(request, "newsroom/planning/plan.html", context)


def _posted(request: HttpRequest, may_change: bool) -> Any:
    if request.method != "POST":
        return None
    if not may_change:
        raise PermissionDenied
    return request.POST


def _kept(form: forms.BaseForm, act: Any) -> Plan | None:
    try:
        kept: Plan = act()
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return None
    return kept


def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a plan on; ask first, on a page, what must be said with it.

    Raises PermissionDenied to who neither works on it nor leads it.
    """
    rights, found = rights_of(request), _found(pk)
    if not rights.reads_notes(found):
        raise PermissionDenied
    name = request.POST.get("move") or request.GET.get("move")
    asked = next((each for each in MOVES if each.name == name), None)
    if asked is None:
        return _refused(request, found, _("There is no such way. Nothing was done."))
    if not asked.may(rights, found):
        return _refused(request, found, _stands(found))
    is_said = request.method == "POST" and (not asked.asks or "said" in request.POST)
    form = asked.form(request.POST if is_said else None)
    if is_said and form.is_valid():
        try:
            asked.do(plan=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            return _refused(request, found, " ".join(error.messages))
        return _moved(request, rights, found, asked)
    if _by_script(request):
        return JsonResponse({"ask": f"{request.path}?{_question(request, asked)}"})
    context = {"form": form, "plan": found, "move": asked, "back": back(request)}
    return TemplateResponse(request, "newsroom/planning/move.html", context)


def _moved(request: HttpRequest, rights: PlanRights, before: Plan, done: Move) -> HttpResponse:
    now = _found(before.pk)
    told = str(done.told) % {"title": now.working_title}
    if _by_script(request):
        context = {"card": card_of(rights, now), "zone": publication().zone, "back": back(request)}
        html = render_to_string("newsroom/planning/card.html", context, request=request)
        return JsonResponse({"told": told, "column": now.state, "card": html})
    messages.success(request, told)
    if request.GET.get("from") == "plan":
        if done.name == "start" and now.story_id and rights.works_on(now):
            return redirect("wagtailadmin_pages:edit", now.story_id)
        return redirect("plan", now.pk)
    if request.GET.get("from") == "mine":
        return redirect("planning_mine")
    return redirect(f"{reverse('planning')}?{back(request)}#plan-{now.pk}")


def _refused(request: HttpRequest, plan: Plan, why: str) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"refused": why}, status=409)
    messages.error(request, why)
    return redirect("plan", plan.pk)


def _stands(plan: Plan) -> str:
    words = _("“%(title)s” is: %(state)s. It can’t be moved there, or not by you.")
    return words % {"title": plan.working_title, "state": plan.get_state_display()}


def _question(request: HttpRequest, asked: Move) -> str:
    return "&".join(filter(None, (f"move={asked.name}", back(request))))


def _by_script(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


def _found(pk: int) -> Plan:
    plans = Plan.objects.select_related("section", "assignee", "pitched_by")
    return get_object_or_404(plans, pk=pk)
