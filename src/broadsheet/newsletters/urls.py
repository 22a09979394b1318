"""Addresses: Django's under ``/-/``, and the one page that stands among the paper's."""

from __future__ import annotations

from django.urls import path

from broadsheet.newsletters import views

urlpatterns = [
    path("newsletters/sign-up", views.sign_up),
    path("newsletters/confirm/<str:token>", views.confirm),
    path("newsletters/leave/<str:token>", views.leave),
]
reader_urlpatterns = [path("", views.landing)]
