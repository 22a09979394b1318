"""Putting away what one has been told. Thin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from broadsheet.newsroom.planning.notices import acts


@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """Note that the person has seen all of it."""
    acts.see(user=request.user)
    return redirect("wagtailadmin_home")
