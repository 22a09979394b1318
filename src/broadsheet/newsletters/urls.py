"""Addresses: Django's under ``/-/``, and the one page that stands among the paper's."""

from __future__ import annotations

from django.urls import path

from broadsheet.newsletters.views import data, preferences, signing_up

urlpatterns = [
    path("newsletters/sign-up", signing_up.sign_up),
    path("newsletters/confirm/<str:token>", signing_up.confirm),
    path("newsletters/leave/<str:token>", signing_up.leave),
    path("newsletters/preferences", preferences.ask),
    path("newsletters/preferences/<str:token>", preferences.preferences),
    path("newsletters/preferences/<str:token>/download", data.download),
    path("newsletters/preferences/<str:token>/address", data.change_address),
    path("newsletters/preferences/<str:token>/forget", data.forget),
    path("newsletters/address/<str:token>", data.agree),
]
reader_urlpatterns = [path("", signing_up.landing)]
