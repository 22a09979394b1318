"""Readers' addresses. The last pattern takes what nothing before it took."""

from __future__ import annotations

from django.urls import path, re_path

from broadsheet.fronts.views import address, days, entries, front, lists, versions

urlpatterns = [
    path("authors/", lists.authors),
    path("authors/<str:slug>/", lists.author),
    re_path(r"^authors/(?P<slug>[^/]+)/(?P<year>\d{4})/$", lists.author_year),
    path("topics/", lists.topics),
    path("topics/<str:slug>/", lists.topic),
    re_path(r"^topics/(?P<slug>[^/]+)/(?P<year>\d{4})/$", lists.topic_year),
    path("corrections/", lists.corrections),
    re_path(r"^corrections/(?P<year>\d{4})/$", lists.corrections),
    re_path(r"^(?P<year>\d{4})/(?P<month>\d{2})/$", days.month),
    re_path(r"^(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})/$", days.day),
    re_path(
        r"^(?P<path>[-\w]+(?:/[-\w]+)*)/(?P<year>\d{4})/(?P<month>\d{2})/$", front.section_month
    ),
    re_path(r"^(?P<path>.+/)versions/(?P<number>[1-9]\d{0,4})/$", versions.show),
    re_path(r"^(?P<path>.+/)entries/$", entries.newest),
    re_path(r"^(?P<path>.+/)entries/(?P<number>[1-9]\d{0,4})/$", entries.show),
    # The name is Wagtail's: its pages ask for it when they say where they are.
    re_path(r"^(?P<path>.*)$", address.show, name="wagtail_serve"),
]
