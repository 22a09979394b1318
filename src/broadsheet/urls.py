"""Addresses: ``/-/…`` is Django's, every other one is a page of the paper."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtail_admin_urls
from wagtail.documents.views.serve import authenticate_with_password

from broadsheet.fronts import urls as reader_urls
from broadsheet.fronts.views.files import document
from broadsheet.fronts.views.shared import preview, preview_picture
from broadsheet.newsletters import urls as newsletter_urls
from broadsheet.newsroom.planning.views.feed import feed


def health(_request: HttpRequest) -> HttpResponse:
    """Say that the web server answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@cache_control(private=True)
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show the staff a rendition; originals have no address.

    Readers get renditions from the press, of the pictures that printed pages use.
    """
    if not request.user.is_authenticated:
        raise Http404
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


urlpatterns: list[URLPattern | URLResolver] = [
    path("-/health", health),
    path("-/desk/", include("broadsheet.staff.signin.urls")),
    path("-/desk/", include(wagtail_admin_urls)),
    # The names are Wagtail's: documents ask for them when they say where they are.
    re_path(r"^-/documents/(?P<key>\d{1,9})/(?P<name>.*)$", document, name="wagtaildocs_serve"),
    path(
        "-/documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    re_path(r"^media/(?P<path>renditions/[0-9A-Za-z_.-]{1,200})$", picture),
    path("-/preview/<str:token>/", preview),
    path("-/preview/<str:token>/renditions/<str:name>", preview_picture),
    path("-/calendar/<str:token>.ics", feed, name="planning_feed"),
    path("-/api/v1/", include("broadsheet.wire.outgoing.api.urls")),
    path("-/", include("broadsheet.search.urls")),
    path("-/", include(newsletter_urls)),
    path("-/", RedirectView.as_view(url="/")),
    path("", include("broadsheet.wire.outgoing.urls")),
    path("newsletters/", include(newsletter_urls.reader_urlpatterns)),
    path("", include(reader_urls)),
]

handler404 = "broadsheet.fronts.views.address.not_found"
