"""The sitemaps' addresses."""

from __future__ import annotations

import re
from datetime import date

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.answers import answer
from broadsheet.wire.outgoing.sitemaps import queries, writing
from broadsheet.wire.outgoing.sitemaps.writing import CONTENT_TYPE, Address

_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)")


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Answer with the index: the pages, then the months, the newest first."""
    zone = publication().zone
    count = -(-len(queries.pages()) // writing.MOST)
    entries = [Address(_file("pages", number)) for number in range(1, count + 1)]
    for month in queries.months(zone):
        name, changed = f"stories-{month.first:%Y-%m}", month.changed.astimezone(zone)
        # Of a month in several files only the month's own date is known.
        when = changed if month.files == 1 else None
        entries += [Address(_file(name, n), when) for n in range(1, month.files + 1)]
    return answer(request, writing.index(entries), CONTENT_TYPE)


@require_safe
def stories(
    request: HttpRequest, year: str, month: str, number: str | None = None
) -> HttpResponseBase:
    """Answer with a month's stories. Raises Http404 for a file that isn't in the index."""
    try:
        first = date(int(year), int(month), 1)
    except ValueError:
        raise Http404 from None
    found = queries.stories_of(first, number=int(number or 1), zone=publication().zone)
    if not found:
        raise Http404
    return answer(request, writing.url_set(found), CONTENT_TYPE)


@require_safe
def pages(request: HttpRequest, number: str | None = None) -> HttpResponseBase:
    """Answer with the home page, sections, authors, topics and standing pages."""
    start = (int(number or 1) - 1) * writing.MOST
    found = queries.pages()[start : start + writing.MOST]
    if not found:
        raise Http404
    return answer(request, writing.url_set(found), CONTENT_TYPE)


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """Answer with the last two days' news."""
    paper = publication()
    language = paper.language.lower()
    if language not in {"zh-cn", "zh-tw"}:  # Google's two exceptions to ISO 639
        language = language.split("-")[0]
    found = queries.fresh(clock.now())
    name = _name_for_google(paper.name)
    return answer(request, writing.news(found, paper=name, language=language), CONTENT_TYPE)


def _name_for_google(name: str) -> str:
    """Return a paper's name without what stands in parentheses, which Google leaves out of it."""
    return _IN_PARENTHESES.sub("", name).strip() or name


def _file(name: str, number: int) -> str:
    return whole(f"/sitemaps/{name}{f'-{number}' if number > 1 else ''}.xml")
