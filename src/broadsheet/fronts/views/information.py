"""Standing pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from broadsheet.fronts.page import meta, render_page
from broadsheet.masthead.models import InformationPage


def show_information(request: HttpRequest, page: InformationPage, *, preview: bool) -> HttpResponse:
    """Show a standing page."""
    context = {
        "page": page,
        "title": page.title,
        "intro": page.intro,
        "body": page.body,
        "preview": preview,
        "meta": meta(
            title=page.seo_title or page.title,
            description=page.search_description or page.intro,
            path=page.url,
        ),
    }
    return render_page(request, "pages/information.html", context)
