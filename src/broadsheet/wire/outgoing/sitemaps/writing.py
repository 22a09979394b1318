"""The sitemap protocol 0.9 and its two extensions that we use: pictures and news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from broadsheet.wire.outgoing.xml import Xml, document, element

CONTENT_TYPE = "application/xml; charset=utf-8"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

MOST = 50_000
"""Addresses in a file (sitemaps.org)."""


@dataclass(frozen=True)
class Address:
    """A public address; ``changed`` is left out where it isn't known."""

    url: str
    changed: datetime | None = None
    picture: str = ""


@dataclass(frozen=True)
class News:
    """A story for the news sitemap."""

    url: str
    title: str
    published: datetime


def index(addresses: Iterable[Address]) -> bytes:
    """Return the index of the other sitemaps."""
    entries = (element("sitemap", _where_and_when(each)) for each in addresses)
    return document(element("sitemapindex", entries, {"xmlns": SITEMAP}))


def url_set(addresses: Iterable[Address]) -> bytes:
    """Return a sitemap."""
    spaces = {"xmlns": SITEMAP, "xmlns:image": IMAGE}
    return document(element("urlset", (_url(each) for each in addresses), spaces))


def news(stories: Iterable[News], *, paper: str, language: str) -> bytes:
    """Return the news sitemap of a paper; it may be empty."""
    publication = element(
        "news:publication", [element("news:name", paper), element("news:language", language)]
    )
    entries = (
        element("url", [element("loc", story.url), element("news:news", _news(story, publication))])
        for story in stories
    )
    return document(element("urlset", entries, {"xmlns": SITEMAP, "xmlns:news": NEWS}))


def _where_and_when(address: Address) -> Iterator[Xml]:
    yield element("loc", address.url)
    if address.changed:
        yield element("lastmod", address.changed.isoformat(timespec="seconds"))


def _url(address: Address) -> Xml:
    parts = list(_where_and_when(address))
    if address.picture:
        parts.append(element("image:image", [element("image:loc", address.picture)]))
    return element("url", parts)


def _news(story: News, publication: Xml) -> Iterator[Xml]:
    yield publication
    yield element("news:publication_date", story.published.isoformat(timespec="seconds"))
    yield element("news:title", story.title)
