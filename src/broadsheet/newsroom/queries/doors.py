"""What readers can't get to, though it may be published."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Value
from wagtail.models import Page, PageViewRestriction

from broadsheet.lib.once import once_a_page
from broadsheet.newsroom.models import Section


class Doors(NamedTuple):
    """Where readers don't get, though it may be published."""

    private: tuple[str, ...] = ()
    """Places in the tree that are kept from some readers, with all below them."""
    shut: tuple[int, ...] = ()
    """Published sections that lie in one that isn't, or in a private place."""


@once_a_page
def doors() -> Doors:
    """Return what is kept from readers as a whole, in one read.

    No key is read: whatever opens or shuts a section makes every page stale.
    """
    sections = Section.objects.order_by().values_list("path", "live", "pk", Value(False))
    restricted = PageViewRestriction.objects.order_by().values_list(
        "page__path", Value(False), "page_id", Value(True)
    )
    private: list[str] = []
    shut: list[int] = []
    within: tuple[str, ...] = ()
    # What lies above comes first, and a restriction before the section that it is on. Sorted
    # here, and nothing asked to be there once: SQLite would go through all pages in their order.
    for path, live, pk, is_private in sorted(sections.union(restricted, all=True)):
        if is_private:
            private.append(path)
        if live and path.startswith(within):
            shut.append(pk)
        elif not live:
            within = (*within, path)
    return Doors(tuple(private), tuple(shut))


def is_open(page: Page) -> bool:
    """Say whether readers may see a section, a standing page or any page but a story."""
    private, shut = doors()
    return page.live and page.pk not in shut and not page.path.startswith(private)
