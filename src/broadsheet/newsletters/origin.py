"""Whether our own page sent a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

READING = {"GET", "HEAD"}


def from_our_pages(view: View[P]) -> View[P]:
    """Refuse what another site's page sends: for forms that can't carry a token.

    A stored page is the same for every reader, so its form holds nothing of a session.
    Browsers say in ``Sec-Fetch-Site`` or ``Origin`` where a form stood, and no page can make
    them say otherwise. What says neither comes from no browser, and bears no cookie of ours.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in READING or _is_ours(request):
            return view(request, *args, **kwargs)
        return HttpResponseForbidden("This form belongs on another page.\n", "text/plain")

    return guarded


def _is_ours(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    own = urlsplit(settings.BROADSHEET.url)
    return origin in {
        f"{own.scheme}://{own.netloc}",
        *(f"{scheme}://{request.get_host()}" for scheme in ("http", "https")),
    }
