"""Whatever lies at an address: a story, a section, a standing page, or what was there."""

from __future__ import annotations

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from wagtail.models import Page

from broadsheet.fronts.page import render_page
from broadsheet.masthead.queries import home_page
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Story


def show(request: HttpRequest, path: str) -> HttpResponse:
    """Show what is public at ``/path``; lead on from an address that was; 410 if it is gone."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    address = f"/{path}"
    page = find(address)
    if page is not None:
        return page.serve(request)
    if not address.endswith("/") and find(f"{address}/") is not None:
        return HttpResponsePermanentRedirect(f"{address}/")
    fate = newsroom.fate_of(address)
    if fate is None:
        raise Http404
    status, target = fate
    if status == 301:
        return HttpResponsePermanentRedirect(target)
    context = {"words": newsroom.words_on_withdrawal(address)}
    return render_page(request, "pages/410.html", context, status=410)


def find(address: str) -> Any:
    """Return the public page at an address, or None."""
    if address == "/":
        return home_page()
    story = newsroom.public_at(address)
    if story is not None:
        return story
    place = home_page().url_path[:-1] + address
    # Wagtail has no index of places: whatever isn't ours is looked for among all pages.
    page = newsroom.standing_at(place) or Page.objects.filter(url_path=place).first()
    if page is None or issubclass(page.specific_class, Story):
        return None
    return page.specific if newsroom.is_open(page) else None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Help somebody who came to an address where nothing is."""
    return render_page(request, "pages/404.html", {}, status=404)
