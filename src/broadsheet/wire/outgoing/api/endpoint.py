"""What every list of the API, and everything in it, has in common. Wagtail's, narrowed.

Wagtail's own endpoints give out whatever columns they are told, by database key. These give
out documents that are written out by hand: no column of a table is public by oversight.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet

from broadsheet.lib.once import one_page
from broadsheet.masthead.queries import publication
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.answers import answer
from broadsheet.wire.outgoing.api.cors import open_to_scripts, preflight
from broadsheet.wire.outgoing.api.limits import PerClient
from broadsheet.wire.outgoing.api.pagination import Page, page_of
from broadsheet.wire.outgoing.api.problems import problem_of

Filter = Callable[[QuerySet[Any], str], QuerySet[Any]]


class Negotiation(DefaultContentNegotiation):
    """``?format=`` or ``Accept``; a format that there isn't is told of, not “not found”."""

    def filter_renderers(self, renderers: list[Any], format: str) -> list[Any]:  # noqa: A002
        """Return the renderers of a format. Raises BadRequestError when there is none."""
        found = [each for each in renderers if each.format == format]
        if not found:
            known = ", ".join(each.format for each in renderers)
            raise BadRequestError(_("“format” is one of: %(known)s.") % {"known": known})
        return found


class Endpoint(BaseAPIViewSet):
    """A list, and what is in it. Heirs say what is in it, and how it reads."""

    renderer_classes: ClassVar[list[Any]] = [JSONRenderer]
    content_negotiation_class = Negotiation
    authentication_classes: ClassVar[list[Any]] = []
    permission_classes: ClassVar[list[Any]] = []
    throttle_classes: ClassVar[list[Any]] = [PerClient]
    known_query_parameters = frozenset({"limit", "after", "format"})
    filters: ClassVar[dict[str, Filter]] = {}
    place = ""
    """The list's name in addresses; ``name`` is Django REST framework's, which empties it."""
    by_date = False
    key = "int:pk"
    """The converter, and the keyword, of what names one thing in an address."""

    def documents(self, rows: list[Any], *, one: bool) -> list[dict[str, Any]]:
        """Return rows as they are given out, in as many queries for fifty as for one."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in the paper's language, to scripts of any page."""
        with one_page(), translation.override(publication().language):
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return open_to_scripts(response)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer a browser that asks whether a script may ask."""
        return preflight()

    def listing_view(self, request: Request) -> HttpResponseBase:
        """Answer with a page of the list."""
        rows = self.get_queryset()
        self.check_query_parameters(rows)
        for name, narrow in self.filters.items():
            if name in request.GET:
                rows = narrow(rows, request.GET[name])
        page = page_of(rows, request.GET, by_date=self.by_date)
        further = self._next(request, page)
        meta = {"limit": page.limit, "next": further}
        items = self.documents(page.items, one=False)
        response = self._answered({"meta": meta, "items": items})
        if further:
            response["Link"] = f'<{further}>; rel="next"'  # RFC 8288
        return response

    def detail_view(self, request: Request, **_key: Any) -> HttpResponseBase:
        """Answer with one thing, whole."""
        row = self.get_object()
        self._check({"format"})
        [document] = self.documents([row], one=True)
        return self._answered(document, modified=self.modified(row))

    def modified(self, row: Any) -> datetime | None:
        """Return when a row changed last, where that is known."""
        return None

    def check_query_parameters(self, queryset: QuerySet[Any]) -> None:
        """Raise BadRequestError for a parameter that means nothing: a typing error, mostly."""
        self._check({*self.known_query_parameters, *self.filters})

    def handle_exception(self, exc: Exception) -> HttpResponseBase:
        """Return what went wrong, in words. Raises what is no error of who asked."""
        known = problem_of(exc)
        if known is None:
            raise exc
        return known

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the list's address and that of each thing in it."""
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path(f"<{cls.key}>/", cls.as_view({"get": "detail_view"}), name="detail"),
        ]

    def _check(self, known: set[str]) -> None:
        if unknown := sorted(set(self.request.GET) - known):
            names = {"unknown": ", ".join(unknown)[:200], "known": ", ".join(sorted(known))}
            raise BadRequestError(
                _("There is no parameter “%(unknown)s” here; there is: %(known)s.") % names
            )

    def _next(self, request: Request, page: Page) -> str | None:
        if not page.after:
            return None
        asked = request.GET.copy()
        asked["after"] = page.after
        return whole(f"{request.path}?{asked.urlencode()}")

    def _answered(self, data: Any, *, modified: datetime | None = None) -> HttpResponseBase:
        renderer = self.request.accepted_renderer
        response = answer(
            self.request._request,
            renderer.render(data, renderer.media_type),
            renderer.media_type,
            modified=modified,
        )
        response["Vary"] = "Accept"
        return response
