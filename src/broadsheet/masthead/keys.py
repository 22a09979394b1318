"""What goes stale when the masthead's rows change."""

from __future__ import annotations

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from broadsheet.masthead.models import HomePage, InformationPage, Publication
from broadsheet.press.notes import EVERYTHING
from broadsheet.press.recorder import declare
from broadsheet.press.watching import watch

PUBLICATION = "publication"
STANDING = "standing"


def page(pk: int | None) -> str:
    """Return the key of a page in the tree: a story, a section, a standing page."""
    return f"page:{pk}"


def redirect(path: str) -> str:
    """Return the key of an address that leads elsewhere."""
    return f"redirect:{path}"


def keys_of_redirect(kept: Redirect) -> set[str]:
    """Return the keys of a redirect's row: itself, and where it leads from."""
    return {f"redirected:{kept.pk}", redirect(kept.old_path)}


def declare_all() -> None:
    """Tell the press what this room's rows are read and changed as."""
    declare(Page, lambda each: {page(each.pk)})
    watch(HomePage, lambda each: {page(each.pk)})
    watch(
        InformationPage, lambda each: {page(each.pk)}, noted=lambda each: {page(each.pk), STANDING}
    )
    # Another zone puts stories on other days, so that there are other pages.
    watch(Publication, lambda _each: {PUBLICATION}, noted=lambda _each: {EVERYTHING})
    watch(Redirect, keys_of_redirect)
    for model in (Site, PageViewRestriction):
        watch(model, lambda _each: {EVERYTHING})
