"""Named reads of who we are."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from broadsheet.lib.once import once_a_page
from broadsheet.masthead.keys import STANDING
from broadsheet.masthead.models import HomePage, InformationPage, Publication
from broadsheet.press.recorder import read


@once_a_page
def publication() -> Publication:
    """Return the publication's settings."""
    return Publication.load()


def home_page() -> HomePage:
    """Return the home page. Raises HomePage.DoesNotExist before the paper is founded."""
    return HomePage.objects.get()


def home_if_any() -> HomePage | None:
    """Return the home page, or None before the paper is founded."""
    return HomePage.objects.first()


def standing_pages() -> QuerySet[InformationPage]:
    """Return the public standing pages, in the tree's order."""
    read(STANDING)
    kind = ContentType.objects.get_for_model(InformationPage)
    # The kind is said for its index: SQLite would go through every page of the paper.
    pages = InformationPage.objects.live().filter(content_type=kind).order_by("path")
    return pages.public() if anything_is_private() else pages


@once_a_page
def anything_is_private() -> bool:
    """Say whether any page is kept from some readers: hardly ever, and then it costs."""
    return PageViewRestriction.objects.exists()
