"""Readers' addresses. The last pattern takes what nothing before it took."""

from __future__ import annotations

from django.urls import path, re_path

from broadsheet.fronts.views import address, days, lists

urlpatterns = [
    path("authors/", lists.authors),
    path("authors/<str:slug>/", lists.author),
    path("topics/", lists.topics),
    path("topics/<str:slug>/", lists.topic),
    path("corrections/", lists.corrections),
    re_path(r"^(?P<year>\d{4})/(?P<month>\d{2})/$", days.month),
    re_path(r"^(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})/$", days.day),
    # The name is Wagtail's: its pages ask for it when they say where they are.
    re_path(r"^(?P<path>.*)$", address.show, name="wagtail_serve"),
]
