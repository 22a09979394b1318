"""The pages that newsletters have among the paper's own, for the press."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.newsletters.archive.queries import numbers_of, paths_of, years_of
from broadsheet.newsletters.models import WENT_OUT, List, Number

LANDING = "/newsletters/"


def every() -> Iterator[str]:
    """Yield all addresses: the lists, and of each its numbers."""
    yield LANDING
    for on in List.objects.all():
        yield from _of_list(on)
        for number in numbers_of(on).iterator(chunk_size=500):
            yield from paths_of(number)


def born(keys: list[str]) -> set[str]:
    """Return the addresses that may have come to be when these keys changed."""
    return {address for key in keys for address in _of(key)}


def _of(key: str) -> Iterator[str]:
    kind, _colon, name = key.partition(":")
    if key == "newsletters":
        yield LANDING
    elif kind in {"newsletter", "numbers"}:
        for on in List.objects.filter(pk=name):
            yield from _of_list(on)
            for number in numbers_of(on) if kind == "newsletter" else ():
                yield from paths_of(number)
    elif kind == "number":
        for number in Number.objects.filter(pk=name, state__in=WENT_OUT).select_related("list"):
            yield from paths_of(number)


def _of_list(on: List) -> Iterator[str]:
    """Yield the addresses of a list's own pages; of one that has them not, none."""
    if on.in_archive and (years := years_of(on)):
        yield f"{LANDING}{on.slug}/"
        yield from (f"{LANDING}{on.slug}/years/{year}/" for year in years)
