"""The sections and the pages that stand, as readers find them."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from broadsheet.lib.once import once_a_page
from broadsheet.masthead.keys import STANDING
from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom import keys
from broadsheet.newsroom.models import Section
from broadsheet.newsroom.queries.doors import is_open
from broadsheet.press.recorder import read


@once_a_page
def _standing() -> list[Page]:
    """Return all public sections and standing pages, in the tree's order: one read for both."""
    read(keys.SECTIONS, STANDING)
    kinds = ContentType.objects.get_for_models(Section, InformationPage).values()
    live = Page.objects.live().filter(content_type__in=kinds).order_by("path")
    return list(filter(is_open, live.select_related("as_section", "informationpage")))


def standing_at(url_path: str) -> Page | None:
    """Return the public section or standing page of this place in the tree, if there is one."""
    return next((page for page in _standing() if page.url_path == url_path), None)


def every_section() -> list[Section]:
    """Return all public sections, however deep, in the tree's order."""
    return [page.as_section for page in _standing() if hasattr(page, "as_section")]


@once_a_page
def sections() -> list[Section]:
    """Return the public sections in their order, each with its ``children`` listed."""
    found = every_section()
    tops = [section for section in found if section.depth == min(s.depth for s in found)]
    for top in tops:
        top.children = [
            s for s in found if s.depth == top.depth + 1 and s.path.startswith(top.path)
        ]
    return tops


def pages_that_stand() -> list[InformationPage]:
    """Return the public standing pages, in the tree's order: what every page's foot lists."""
    return [page.informationpage for page in _standing() if hasattr(page, "informationpage")]


def chain(section: Section) -> list[Section]:
    """Return a section and, before it, the section that it lies in, if it does."""
    parent = Section.objects.filter(path=section.path[: -section.steplen]).first()
    return [parent, section] if parent else [section]
