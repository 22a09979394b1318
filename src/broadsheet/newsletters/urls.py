"""Addresses: Django's under ``/-/``, and the pages that stand among the paper's."""

from __future__ import annotations

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path, re_path

from broadsheet.newsletters.archive import views as archive
from broadsheet.newsletters.views import clicks, data, preferences, signing_up

LANGUAGE = r"(?:(?P<language>[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*)/)?"

urlpatterns: list[URLPattern | URLResolver] = [
    path("newsletters/sign-up", signing_up.sign_up),
    path("newsletters/confirm/<str:token>", signing_up.confirm),
    path("newsletters/leave/<str:token>", signing_up.leave),
    path("newsletters/preferences", preferences.ask),
    path("newsletters/preferences/<str:token>", preferences.preferences),
    path("newsletters/preferences/<str:token>/download", data.download),
    path("newsletters/preferences/<str:token>/address", data.change_address),
    path("newsletters/preferences/<str:token>/forget", data.forget),
    path("newsletters/go/<int:pk>", clicks.go),
    path("newsletters/address/<str:token>", data.agree),
]
if apps.is_installed("anymail"):  # a mail provider's webhooks; it checks their signatures
    urlpatterns.append(path("newsletters/provider/", include("anymail.urls")))
reader_urlpatterns = [
    path("", signing_up.landing),
    path("<slug:slug>/", archive.numbers),
    re_path(r"^(?P<slug>[-\w]+)/years/(?P<year>[12]\d{3})/$", archive.numbers),
    re_path(rf"^(?P<slug>[-\w]+)/(?P<ordinal>[1-9]\d{{0,8}})/{LANGUAGE}$", archive.number),
    re_path(rf"^(?P<slug>[-\w]+)/(?P<key>[0-9a-f]{{32}})/{LANGUAGE}$", archive.unlisted),
]
