"""The web app manifest and the icon that browsers ask for by themselves."""

from __future__ import annotations

import json
from typing import Any

from babel import Locale, UnknownLocaleError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from broadsheet.masthead.models import Publication
from broadsheet.masthead.queries import publication
from broadsheet.photos.models import Rendition
from broadsheet.photos.renditions import rendition_of
from broadsheet.wire.outgoing.answers import answer

SQUARE = "fill-1200x1200|format-jpeg"
PAPER = "#ffffff"


def icon_of(paper: Publication) -> Rendition | None:
    """Return the logo cut square, if the paper has one and it has been printed."""
    return rendition_of(paper.logo_id, SQUARE) if paper.logo_id else None


@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """Answer with the manifest (W3C)."""
    paper = publication()
    manifest: dict[str, Any] = {
        "id": "/",
        "name": paper.name,
        "short_name": paper.name,
        "lang": paper.language,
        "dir": _direction(paper.language),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": paper.accent_colour or PAPER,
    }
    if paper.tagline:
        manifest["description"] = paper.tagline
    if icon := icon_of(paper):
        sizes = f"{icon.width}x{icon.height}"
        manifest["icons"] = [{"src": icon.url, "sizes": sizes, "type": "image/jpeg"}]
    body = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return answer(request, body, "application/manifest+json")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead to the logo; without one say that there is nothing, so that nobody asks on."""
    icon = icon_of(publication())
    response = HttpResponseRedirect(icon.url) if icon else HttpResponse(status=204)
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _direction(language: str) -> str:
    try:
        return str(Locale.parse(language.replace("-", "_")).text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"
