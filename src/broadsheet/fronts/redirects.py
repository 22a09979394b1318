"""Redirects that editors make, and that moved sections leave: only to what readers may see."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from broadsheet.newsroom.queries import public_pages


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's own would lead on to a draft that was moved, and so tell where it lies."""

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:
        """Lead on from the front page with a query, if that was an address of another system.

        Other systems know their stories by such (``/?p=812``). An escaped question mark in a
        path begins none, and matches none.
        """
        if request.path != "/" or not request.META.get("QUERY_STRING"):
            return None
        return _answer(_redirect(request, _whole(request)))

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Lead on from where nothing is, if there is a redirect that readers may take."""
        if response.status_code != 404 or "?" in request.path:
            return response
        path = _whole(request)
        redirect = _redirect(request, path) or _redirect(request, urlsplit(path).path)
        return _answer(redirect) or response


def _whole(request: HttpRequest) -> str:
    return str(Redirect.normalise_path(request.get_full_path(), decode_unicode=False))


def _redirect(request: HttpRequest, path: str) -> Redirect | None:
    found: Redirect | None = get_redirect(request, path)
    return found


def _answer(redirect: Redirect | None) -> HttpResponseBase | None:
    """Return the way on; None where there is none that readers may take."""
    if redirect is None or not redirect.link:
        return None
    page = redirect.redirect_page_id
    if page and page not in public_pages([page]):
        return None
    answer = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    return answer(redirect.link)
