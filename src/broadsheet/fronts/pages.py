"""Which readers' pages there are, for the press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import unquote

from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect

from broadsheet.masthead.queries import home_page, publication, standing_pages
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom import versions
from broadsheet.newsroom.live import queries as live
from broadsheet.newsroom.models import Author, FormerAddress, Section, Story
from broadsheet.topics.models import Topic

LISTS = ("/authors/", "/topics/", "/corrections/")


def born(keys: list[str]) -> set[str]:
    """Return the addresses that may have come to be when these keys changed."""
    return {address for key in keys for address in _of(key)}


def every() -> Iterator[str]:
    """Yield all addresses: fronts, then stories from the newest, then lists and archives.

    The addresses of withdrawn and of hidden stories are among them: they say that they are.
    """
    yield "/"
    sections = [each for each in Section.objects.live() if each.url]
    yield from (section.url for section in sections)
    for page in standing_pages():
        yield page.url or "/"
    yield from LISTS
    yield from _addresses_of_stories()
    yield from versions.addresses()
    yield from live.addresses()
    for section in sections:
        months = newsroom.months_of_section(section, publication().zone)
        yield from (f"{section.url}{first:%Y/%m}/" for first in months)
    for author in newsroom.authors():
        yield author.url
        yield from _years(author.url, newsroom.by_author(author))
    for topic in newsroom.topics():
        yield topic.url
        yield from _years(topic.url, newsroom.about(topic))
    yield from _days_and_months()
    yield from (f"/corrections/{year}/" for year in newsroom.years_of_corrections())
    yield from FormerAddress.objects.values_list("address", flat=True)
    for path in Redirect.objects.values_list("old_path", flat=True):
        yield from _leading_on(path)


def _addresses_of_stories() -> Iterator[str]:
    stories = Story.objects.filter(address__isnull=False).order_by("-published_at", "-pk")
    yield from (address or "" for address in stories.values_list("address", flat=True).iterator())


def _leading_on(path: str) -> list[str]:
    """Return the addresses that a redirect answers: Wagtail keeps them quoted, without a slash."""
    place, mark, query = path.partition("?")
    name = unquote(place) + mark + query
    return [name] if mark or name.endswith("/") else [name, f"{name}/"]


def _years(above: str, stories: QuerySet[Story]) -> Iterator[str]:
    yield from (f"{above}{year}/" for year in newsroom.years_of(stories, publication().zone))


def _days_and_months() -> Iterator[str]:
    zone = publication().zone
    moments = newsroom.published("latest").values_list("published_at", flat=True)
    days = {moment.astimezone(zone).date() for moment in moments.iterator() if moment}
    yield from (f"/{day:%Y/%m/%d}/" for day in sorted(days, reverse=True))
    yield from sorted({f"/{day:%Y/%m}/" for day in days}, reverse=True)


def _of(key: str) -> Iterable[str]:
    """Return the addresses that one key may bring; a key reads ``kind:name:period``."""
    kind, _colon, rest = key.partition(":")
    if kind == "redirect":
        return _leading_on(rest)
    if kind == "address":
        return [rest, *_below(rest)]
    name, _colon, period = rest.partition(":")
    if kind in {"day", "month"}:
        when = date.fromisoformat(name if kind == "day" else f"{name}-01")
        return [f"/{when:%Y/%m/%d}/" if kind == "day" else f"/{when:%Y/%m}/"]
    if kind == "corrections":
        return [f"/corrections/{name}/"] if name else []
    if kind == "page":
        pk = int(name)
        return [*_of_page(pk), *versions.addresses_of(pk), *live.addresses_of(pk)]
    if kind == "coverage":
        return live.addresses_of(int(name))
    if kind == "version":
        return versions.addresses_of(int(name))
    if kind in {"section", "author", "topic"}:
        return _of_row(kind, int(name), period)
    return []


def _below(address: str) -> list[str]:
    """Return the addresses of versions and of entries under one that a story had."""
    former = FormerAddress.objects.filter(address=address, story__isnull=False).first()
    if former is None:
        return []
    pk = former.story_id or 0
    return [*versions.addresses_of(pk, at=address), *live.addresses_of(pk, at=address)]


def _of_row(kind: str, pk: int, period: str) -> Iterable[str]:
    """Return the address of a list, of one stretch of it, or, when its row changed, of all."""
    model = {"section": Section, "author": Author, "topic": Topic}[kind]
    row = model.objects.filter(pk=pk).first()  # type: ignore[attr-defined]
    if row is None or not row.url:
        return []
    if not period:
        stories = newsroom.by_author(row) if kind == "author" else newsroom.about(row)
        return [row.url, *_years(row.url, stories)]
    return [row.url if period == "stories" else f"{row.url}{period.replace('-', '/')}/"]


def _of_page(pk: int) -> list[str]:
    story = Story.objects.filter(pk=pk).values_list("address", flat=True).first()
    former = FormerAddress.objects.filter(story=pk).values_list("address", flat=True)
    others = [*standing_pages().filter(pk=pk), *Section.objects.live().filter(pk=pk)]
    home = ["/"] if home_page().pk == pk else []
    return [*filter(None, [story]), *former, *(page.url or "/" for page in others), *home]
