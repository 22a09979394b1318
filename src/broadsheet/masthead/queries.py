"""Named reads of who we are."""

from __future__ import annotations

from django.db.models import QuerySet

from broadsheet.masthead.models import HomePage, InformationPage, Publication


def publication() -> Publication:
    """Return the publication's settings."""
    return Publication.load()


def home_page() -> HomePage:
    """Return the home page. Raises HomePage.DoesNotExist before the paper is founded."""
    return HomePage.objects.get()


def standing_pages() -> QuerySet[InformationPage]:
    """Return the public standing pages, in the tree's order."""
    return InformationPage.objects.live().public().order_by("path")
