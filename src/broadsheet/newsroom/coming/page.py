"""In the editor: what goes out when. Thin."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.coming.moments import coming

SHOWN = timedelta(hours=24)


@require_safe
def what_goes_out_when(request: HttpRequest) -> HttpResponse:
    """Show of the next 24 hours, by the paper's clock, what the person may know."""
    now = clock.now()
    moments = coming(request.user, since=now, until=now + SHOWN)
    context = {
        "moments": moments,
        "conflicts": sum(1 for each in moments if each.conflicts),
        "zone": publication().zone,
    }
    return TemplateResponse(request, "newsroom/coming.html", context)
