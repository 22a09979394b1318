"""Addresses of the search page."""

from __future__ import annotations

from django.urls import path

from broadsheet.search import views

urlpatterns = [path("search", views.search)]
