"""Addresses."""

from __future__ import annotations

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from paper import views
from paper.cache import kept

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("publish/", views.publish),
    path("authors/<slug:slug>/", kept(views.author)),
    path("", include(wagtail_urls)),
]
