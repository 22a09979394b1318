"""One's own work. Thin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.planning import queries
from broadsheet.newsroom.planning.models import State
from broadsheet.newsroom.planning.views.board import card_of, rights_of

SHOWN = 100


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """Show what is the person's to do, by when; then what they pitched that nobody has."""
    rights = rights_of(request)
    found = [card_of(rights, each) for each in queries.work_of(request.user)[: SHOWN + 1]]
    mine = found[:SHOWN]
    context = {
        "to_do": [each for each in mine if each.plan.state != State.PITCHED],
        "pitched": [each for each in mine if each.plan.state == State.PITCHED],
        "more": len(found) > SHOWN,
        "rights": rights,
        "now": clock.now(),
        "zone": publication().zone,
        "back": "from=mine",
    }
    return TemplateResponse(request, "newsroom/planning/mine.html", context)
