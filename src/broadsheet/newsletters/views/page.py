"""What the readers' pages of this room have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from broadsheet.fronts.page import meta, render_page, said
from broadsheet.lib.senders import address_of
from broadsheet.newsletters import actions
from broadsheet.newsletters.origin import from_our_pages

LONGEST_TYPED = 320


def form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view that shows a form by GET and takes it by POST, from our own pages alone."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    return csrf_exempt(from_our_pages(methods(never_cache(view))))


def page(
    request: HttpRequest,
    name: str,
    context: dict[str, Any] | None = None,
    *,
    title: Any,
    status: int = 200,
) -> HttpResponse:
    """Return a page that is nobody's but its reader's: stored nowhere, found by no search."""
    about = meta(title=said(title), robots="noindex")
    response = render_page(
        request, f"pages/{name}.html", {"meta": about, **(context or {})}, status=status
    )
    return private(response)


def private(response: HttpResponse) -> HttpResponse:
    """Have neither searches nor other sites learn of an answer whose address may hold a secret."""
    response["X-Robots-Tag"] = "noindex"
    # Not "no-referrer": browsers would then send the page's own form without its Origin.
    response["Referrer-Policy"] = "same-origin"
    return response


def too_often(request: HttpRequest, *, title: Any) -> HttpResponse:
    """Return the page for an origin that has asked too often."""
    response = page(request, "sign_up_too_often", title=title, status=429)
    response["Retry-After"] = str(int(actions.AN_HOUR.total_seconds()))
    return response


def typed(request: HttpRequest, name: str = "email") -> str:
    """Return what was typed into a field, fit to be shown again."""
    return request.POST.get(name, "").replace("\x00", "")[:LONGEST_TYPED]


def hand(request: HttpRequest, wording: str) -> actions.Hand:
    """Return whose hand a request is, for the record of consents."""
    agent = request.headers.get("User-Agent", "")
    return actions.Hand(wording=wording, origin=address_of(request), user_agent=agent)
