"""Readers' pages of the archive: a list's numbers, and each number."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from broadsheet.fronts.page import meta, render_page
from broadsheet.fronts.views.archive import years
from broadsheet.newsletters.archive import queries
from broadsheet.newsletters.models import List, Number

NEWEST = 30
"""Numbers that a list's page shows before it leads on to its years."""


@require_safe
def numbers(request: HttpRequest, slug: str, year: str = "") -> HttpResponse:
    """Show the numbers of a list, the newest first: the last, or a year's."""
    on = _there(queries.list_at(slug))
    found = queries.numbers_during(on, int(year)) if year else queries.numbers_of(on)[:NEWEST]
    every = list(found)
    if not every:
        raise Http404
    above = f"/newsletters/{on.slug}/"
    has_older = not year and len(every) == NEWEST
    context = {
        "list": on,
        "year": year,
        "numbers": [{"number": each, "letter": queries.letters_of(each)[0]} for each in every],
        "archive": years(f"{above}years/", queries.years_of(on)) if has_older else [],
        "meta": meta(
            title=f"{on.name} {year}".strip(),
            description=on.description,
            path=f"{above}years/{year}/" if year else above,
        ),
    }
    return render_page(request, "pages/list.html", context)


@require_safe
def number(request: HttpRequest, slug: str, ordinal: str, language: str = "") -> HttpResponse:
    """Show a number, by its place in its list. One that isn't listed isn't found here."""
    on = _there(queries.list_at(slug))
    return _shown(request, _there(queries.number_of(on, ordinal=ordinal)), language)


@require_safe
def unlisted(request: HttpRequest, slug: str, key: str, language: str = "") -> HttpResponse:
    """Show a number by the address that nobody can guess, to those whom a mail led here."""
    on = _there(List.objects.filter(slug=slug).first())
    found = _there(queries.number_of(on, key=UUID(hex=key)))
    if on.in_archive:
        return HttpResponsePermanentRedirect(f"{found.path}{language and f'{language}/'}")
    return _shown(request, found, language)


def _shown(request: HttpRequest, found: Number, language: str) -> HttpResponse:
    letters = queries.letters_of(found)
    named = [each for each in letters if each.language == language] if language else letters[:1]
    letter = _there(next(iter(named), None))
    corrected_by = queries.number_of(found.list, corrects=found)
    context = {
        "list": found.list,
        "number": found,
        "letter": letter,
        "parts": queries.said(letter),
        "letters": [
            {"language": each.language, "url": _path(found, each, first=each is letters[0])}
            for each in letters
        ],
        "corrects": found.corrects if found.corrects_id else None,
        "corrected_by": corrected_by,
        "meta": meta(
            title=f"{letter.subject} · {found.list.name}",
            description=letter.preheader,
            path=_path(found, letter, first=letter is letters[0]),
            robots="max-image-preview:large" if found.list.in_archive else "noindex",
        ),
    }
    return render_page(request, "pages/number.html", context)


def _path(found: Number, letter: Any, *, first: bool) -> str:
    return found.path if first else f"{found.path}{letter.language}/"


def _there(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
