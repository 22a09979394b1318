"""Imports in the editor: all of them, one of them, and its report. Thin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from broadsheet.lib import clock
from broadsheet.wire.moving.models import Move
from broadsheet.wire.moving.runs import acts, files
from broadsheet.wire.moving.runs.form import RunForm
from broadsheet.wire.moving.runs.models import Run, RunState
from broadsheet.wire.moving.runs.sight import sight_of

RIGHT = "broadsheet_wire.import_paper"
SHOWN = 30
FORGOTTEN = timedelta(minutes=1)
"""A run that waits for longer has no worker to wait for."""

POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
TYPES = {"report.html": "text/html; charset=utf-8", "report.json": "application/json"}


def index(request: HttpRequest) -> HttpResponse:
    """List the imports, and begin one with an upload. Raises PermissionDenied."""
    _check(request)
    form = RunForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        wishes = dict(form.cleaned_data)
        try:
            run = acts.begin(upload=wishes.pop("export"), by=request.user, **wishes)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("wire_run", run.pk)
    context = {
        "form": form,
        "runs": Run.objects.select_related("asked_by")[:SHOWN],
        "moves": _moved_by_the_command(),
        "under_way": Run.objects.filter(turn=1).first(),
    }
    return TemplateResponse(request, "wire/imports.html", context)


def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an import is, and do with it what its buttons say. Raises PermissionDenied."""
    _check(request)
    found = get_object_or_404(Run.objects.select_related("section", "asked_by"), pk=pk)
    if request.method == "POST":
        if act := ACTS.get(request.POST.get("act", "")):
            _done(request, found, act)
        return redirect("wire_run", found.pk)
    waits = found.state == RunState.QUEUED and found.asked_at < clock.now() - FORGOTTEN
    context = {
        "run": found,
        "sight": sight_of(found),
        "stopping": found.is_under_way and files.is_to_stop(found),
        "has_report": files.report_of(found, "report.html") is not None,
        "nobody_works": waits,
    }
    return TemplateResponse(request, "wire/import.html", context)


@require_safe
def report(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Give a run's report. Raises PermissionDenied, Http404."""
    _check(request)
    return _harmless(files.report_of(get_object_or_404(Run, pk=pk), name), name)


@require_safe
def report_of_move(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Give the report of what the command moved in. Raises PermissionDenied, Http404."""
    _check(request)
    return _harmless(files.report_of_move(get_object_or_404(Move, pk=pk), name), name)


def _harmless(path: Path | None, name: str) -> HttpResponseBase:
    """Return a report in which nothing runs."""
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type=TYPES[name], filename=name)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _moved_by_the_command() -> list[Move]:
    """Return the moves of which the command left a report."""
    moves = Move.objects.filter(ended_at__isnull=False).order_by("-ended_at")[:SHOWN]
    return [each for each in moves if files.report_of_move(each, "report.html")]


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


def _done(request: HttpRequest, found: Run, act: Callable[..., None]) -> None:
    try:
        act(run=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


ACTS: dict[str, Callable[..., Any]] = {
    "stop": acts.stop,
    "go on": acts.go_on,
    "import it": acts.import_it,
}
