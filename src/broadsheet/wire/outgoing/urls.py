"""Machines' addresses. They come before the readers', whose last pattern takes all."""

from __future__ import annotations

from django.urls import path, re_path

from broadsheet.wire.outgoing.declarations import indexnow, manifest, robots, security, trust
from broadsheet.wire.outgoing.feeds import views as feeds
from broadsheet.wire.outgoing.sitemaps import views as sitemaps

FEED = r"feed\.(?P<form>rss|atom|json)$"
PART = r"(?:-(?P<number>[2-9]|[1-9]\d{1,3}))?\.xml$"

urlpatterns = [
    re_path(rf"^{FEED}", feeds.of_paper),
    re_path(rf"^authors/(?P<slug>[-\w]+)/{FEED}", feeds.of_author),
    re_path(rf"^topics/(?P<slug>[-\w]+)/{FEED}", feeds.of_topic),
    re_path(rf"^corrections/{FEED}", feeds.of_corrections),
    re_path(rf"^(?P<path>[-\w]+(?:/[-\w]+)*)/{FEED}", feeds.of_section),
    path("sitemap.xml", sitemaps.index),
    path("news-sitemap.xml", sitemaps.news),
    re_path(rf"^sitemaps/pages{PART}", sitemaps.pages),
    re_path(rf"^sitemaps/stories-(?P<year>[12]\d{{3}})-(?P<month>\d{{2}}){PART}", sitemaps.stories),
    path("robots.txt", robots.show),
    re_path(r"^(?P<name>[0-9a-f]{32})\.txt$", indexnow.show),
    path("trust.txt", trust.show),
    path(".well-known/trust.txt", trust.show),
    path(".well-known/security.txt", security.show),
    path("manifest.webmanifest", manifest.show),
    path("favicon.ico", manifest.favicon),
]
