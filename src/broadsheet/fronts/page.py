"""A reader's page: a theme's template with what stands around every page of the paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.module_loading import import_string

from broadsheet.fronts import queries
from broadsheet.fronts.weather.display import shown
from broadsheet.lib import clock
from broadsheet.lib.once import once_a_page
from broadsheet.masthead.models import Publication
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.photos.models import Photo
from broadsheet.photos.renditions import attach_renditions
from broadsheet.themes.policy import STYLE_ATTRIBUTE

STRUCTURED_DATA = "broadsheet.wire.outgoing.structured_data.of"
"""Makes a page's JSON-LD from the page's values; a name, so that no arrow points up."""

FEEDS = (
    ("RSS", "application/rss+xml", "feed.rss"),
    ("Atom", "application/atom+xml", "feed.atom"),
    ("JSON Feed", "application/feed+json", "feed.json"),
)


def absolute(path: str) -> str:
    """Return a path as a whole address of this publication."""
    return settings.BROADSHEET.url.rstrip("/") + path


def meta(
    *,
    title: str,
    description: str = "",
    path: str | None = None,
    canonical: str = "",
    robots: str = "max-image-preview:large",
    feeds_at: str = "/",
    og: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Return what a page says of itself to machines, for ``parts/meta.html``."""
    address = canonical or (absolute(path) if path else "")
    name = publication().name
    graph = {"og:site_name": name, "og:title": title, "og:type": "website"}
    if description:
        graph["og:description"] = description
    if address:
        graph["og:url"] = address
    return {
        "title": title if title == name else f"{title} · {name}",
        "description": description,
        "canonical": address,
        "robots": robots,
        "og": {**graph, **(og or {})},
        "feeds": [(f"{label}", kind, feeds_at + file) for label, kind, file in FEEDS],
    }


def locale_of(language: str) -> Locale:
    """Return how this language writes dates; English for one that Babel doesn't know."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def strip(paper: Publication) -> dict[str, Any]:
    """Return the masthead strip: the temperature, if one is known, the place, the day."""
    now = clock.now()
    today = clock.today(paper.zone)
    return {
        "temperature": shown(
            queries.state_of_the_weather(),
            now=now,
            units=paper.units,
            language=paper.language,
        ),
        "place": paper.place,
        "date": format_date(today, format="full", locale=locale_of(paper.language)),
        "iso": today.isoformat(),
    }


@once_a_page
def _open_lists() -> list[Any]:
    """Return the newsletters that can be had: a higher room's rows, so named, not imported."""
    lists = apps.get_model("broadsheet_newsletters", "List")
    return list(lists._default_manager.filter(is_open=True))


def around(*, own: int | None = None, photos: Iterable[Photo] = ()) -> dict[str, Any]:
    """Return what stands around a page; ``own`` is the story that the page shows.

    Brings the renditions of the page's own ``photos`` along with its own.
    """
    paper = publication()
    latest, dont_miss = queries.rail(now=clock.now(), own=own)
    heroes = (story.hero for story in (*latest, *dont_miss) if story.hero)
    attach_renditions([*photos, *heroes])
    return {
        "publication": paper,
        "strip": strip(paper),
        "sections": newsroom.sections(),
        "standing_pages": newsroom.pages_that_stand(),
        "latest": latest,
        "dont_miss": dont_miss,
        "lists": _open_lists(),
    }


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    surroundings: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the paper, in the paper's language, under the readers' policy.

    ``surroundings`` are what ``around`` returned, where the page needed them before.
    """
    styles: list[str] = []
    surroundings = surroundings or around()
    values = {"meta": meta(title=surroundings["publication"].name), **surroundings, **context}
    values["page_styles"] = styles
    if status == 200:
        values["structured_data"] = import_string(STRUCTURED_DATA)(values)
    with translation.override(values["publication"].language):
        html = render_to_string(template, values, request=request)
    response = HttpResponse(html, status=status)
    setattr(response, STYLE_ATTRIBUTE, styles)
    return response
