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

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Lead on from where nothing is, if there is a redirect that readers may take."""
        if not _may_lead_on(request, response):
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        redirect = get_redirect(request, path)
        if response.status_code == 404:
            redirect = redirect or get_redirect(request, urlsplit(path).path)
        if redirect is None or not redirect.link:
            return response
        page = redirect.redirect_page_id
        if page and page not in public_pages([page]):
            return response
        answer = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return answer(redirect.link)


def _may_lead_on(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether a redirect may answer: where nothing is, or at the front page with a query.

    Other systems know their stories by such (``/?p=812``). An escaped question mark in a path
    begins none, and matches none.
    """
    if "?" in request.path:
        return False
    asks_the_front = request.path == "/" and bool(request.META.get("QUERY_STRING"))
    return response.status_code == 404 or asks_the_front
