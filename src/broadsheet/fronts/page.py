"""A reader's page: a theme's template with what stands around every page of the paper."""

from __future__ import annotations

from datetime import datetime, time, timedelta
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
from broadsheet.fronts.weather.display import hidden_from, shown
from broadsheet.lib import clock
from broadsheet.lib.once import once_a_page
from broadsheet.masthead.models import Publication
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.press.recorder import read, until
from broadsheet.themes.policy import SCRIPT_ATTRIBUTE, STYLE_ATTRIBUTE

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


def said(words: Any) -> str:
    """Return words in the paper's language, whatever the language of a request is."""
    with translation.override(publication().language):
        return str(words)


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
    weather = queries.state_of_the_weather()
    until(datetime.combine(today + timedelta(days=1), time.min, tzinfo=paper.zone))
    until(hidden_from(weather, now=now))
    return {
        "temperature": shown(
            weather,
            now=now,
            units=paper.units,
            language=paper.language,
        ),
        "place": paper.place,
        "date": format_date(today, format="full", locale=locale_of(paper.language)),
        "iso": today.isoformat(),
    }


@once_a_page
def open_lists() -> list[Any]:
    """Return the newsletters that can be had: a higher room's rows, so named, not imported."""
    read("newsletters")
    lists = apps.get_model("broadsheet_newsletters", "List")
    return list(lists._default_manager.filter(is_open=True))


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page of the paper, in the paper's language, under the readers' policy.

    What stands around every page are fragments; what templates may ask for besides, they
    ask for when they need it.
    """
    styles: list[str] = []
    scripts: list[str] = []
    paper = publication()
    values = {
        "publication": paper,
        "meta": meta(title=paper.name),
        "sections": newsroom.sections,
        "lists": open_lists,
        **context,
        "page_styles": styles,
        "page_scripts": scripts,
    }
    if status == 200:
        values["structured_data"] = import_string(STRUCTURED_DATA)(values)
    with translation.override(paper.language):
        html = render_to_string(template, values, request=request)
    response = HttpResponse(html, status=status)
    setattr(response, STYLE_ATTRIBUTE, styles)
    setattr(response, SCRIPT_ATTRIBUTE, scripts)
    return response
