"""The acts on the publication as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import create_redirects
from wagtail.models import Locale, Page, Site

from broadsheet.masthead.keys import redirect
from broadsheet.masthead.models import HomePage, Publication
from broadsheet.press.notes import note

Profile = tuple[str, str]


@transaction.atomic
def found_publication(
    *,
    name: str,
    place: str = "",
    timezone: str = "UTC",
    language: str = "en",
    tagline: str = "",
    hostname: str = "localhost",
    port: int = 80,
) -> HomePage:
    """Make the settings and the home page of a new newspaper, and return its home.

    Does nothing to a publication that has been founded: returns its home page.
    Raises ValidationError for a time zone there isn't.
    """
    home = HomePage.objects.first()
    if home is not None:
        return home
    publication = Publication.load()
    publication.name, publication.place, publication.tagline = name, place, tagline
    publication.timezone, publication.language = timezone, language
    publication.full_clean()
    publication.save()
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    placeholders = list(root.get_children())
    home = root.add_child(instance=HomePage(title=name, slug=slugify(name)[:50] or "home"))
    Site.objects.all().delete()
    Site.objects.create(
        hostname=hostname, port=port, root_page=home, is_default_site=True, site_name=name
    )
    for page in placeholders:
        page.delete()
    return home


@transaction.atomic
def describe_publication(*, home: HomePage, profiles: Iterable[Profile], **values: Any) -> None:
    """Set what the publication says of itself. Raises ValidationError for what it can't say.

    ``profiles`` are pairs: the platform, the address there.
    """
    publication = Publication.load()
    for name, value in values.items():
        setattr(publication, name, value)
    publication.full_clean()
    publication.profiles = [
        ("profile", {"platform": platform, "url": url}) for platform, url in profiles
    ]
    publication.save()
    home.title = publication.name
    home.save_revision().publish()
    Site.objects.filter(root_page=home).update(site_name=publication.name)


@transaction.atomic
def lead_on(*, before: Page, page: Page) -> None:
    """Have the addresses that a page and those under it had lead to where they are now.

    ``before`` is the page as it was: nothing leads on from what was never public, whose name is
    nobody's business. Wagtail would do so by itself
    (``WAGTAILREDIRECTS_AUTO_CREATE``), and its rows, made in bulk, would be told to nobody.
    """
    if not (before.live or before.first_published_at):
        return
    create_redirects(page=page, page_old=before, sites=Site.objects.exclude(root_page=page))
    rows = Redirect.objects.filter(
        automatically_created=True, redirect_page__path__startswith=page.path
    )
    paths = rows.values_list("old_path", flat=True)
    note({redirect(path) for path in paths}, cause=f"moved: {page}")
