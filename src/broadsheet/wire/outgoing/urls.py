"""Machines' addresses. They come before the readers', whose last pattern takes all."""

from __future__ import annotations

from django.urls import re_path

from broadsheet.wire.outgoing.feeds import views as feeds

FEED = r"feed\.(?P<form>rss|atom|json)$"

urlpatterns = [
    re_path(rf"^{FEED}", feeds.of_paper),
    re_path(rf"^authors/(?P<slug>[-\w]+)/{FEED}", feeds.of_author),
    re_path(rf"^topics/(?P<slug>[-\w]+)/{FEED}", feeds.of_topic),
    re_path(rf"^(?P<path>[-\w]+(?:/[-\w]+)*)/{FEED}", feeds.of_section),
]
