"""Which addresses machines ask for, for the press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from broadsheet.fronts import pages as readers
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Section
from broadsheet.wire.outgoing.declarations import indexnow
from broadsheet.wire.outgoing.sitemaps import queries
from broadsheet.wire.outgoing.sitemaps.writing import MOST

FORMS = ("rss", "atom", "json")
PLACES = (
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/sitemaps/pages.xml",
    "/robots.txt",
    "/trust.txt",
    "/.well-known/trust.txt",
    "/.well-known/security.txt",
    "/manifest.webmanifest",
    "/favicon.ico",
)


def born(keys: list[str]) -> set[str]:
    """Return the addresses that may have come to be when these keys changed."""
    return {address for key in keys for address in _of(key)}


def every() -> Iterator[str]:
    """Yield all addresses: declarations, sitemaps, feeds."""
    yield from (*PLACES, *indexnow.places())
    for month in queries.months(publication().zone):
        yield from _of_month(month.first)
    sections = [section.url for section in Section.objects.live() if section.url]
    subjects = [author.url for author in newsroom.authors()]
    subjects += [topic.url for topic in newsroom.topics()]
    yield from (f"/sitemaps/pages-{number}.xml" for number in range(2, _files_of_pages() + 1))
    for place in ("/", "/corrections/", *sections, *subjects):
        yield from feeds(place)


def feeds(place: str) -> list[str]:
    """Return the paths of a place's feeds."""
    return [f"{place}feed.{form}" for form in FORMS]


def _of(key: str) -> Iterable[str]:
    kind, _colon, name = key.partition(":")
    if kind == "month":
        return _of_month(date.fromisoformat(f"{name}-01"))
    if kind == "standing":  # there is no security.txt without a contact
        return PLACES
    if kind in {"author", "topic", "section"} and (name.endswith(":stories") or ":" not in name):
        return [feed for place in readers.born([key]) for feed in feeds(place)]
    if kind == "page":
        places = readers.born([key])
        sections = [s.url for s in Section.objects.live().filter(pk=int(name))]
        return [feed for place in places if place in sections for feed in feeds(place)]
    return []


def _of_month(first: date) -> list[str]:
    """Return the sitemaps of a month: a second and more where one doesn't hold all."""
    stories = newsroom.in_month(first, publication().zone).count()
    name = f"/sitemaps/stories-{first:%Y-%m}"
    more = range(2, -(-stories // MOST) + 1)
    return [f"{name}.xml", *(f"{name}-{number}.xml" for number in more)]


def _files_of_pages() -> int:
    return -(-len(queries.pages()) // MOST)
