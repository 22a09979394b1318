"""The board: a column a state. Thin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from broadsheet.masthead.queries import publication
from broadsheet.newsroom.planning import queries
from broadsheet.newsroom.planning.asked import back, narrowed
from broadsheet.newsroom.planning.models import Plan, State
from broadsheet.newsroom.planning.moves import Move, moves_of
from broadsheet.newsroom.planning.queries import Column
from broadsheet.newsroom.planning.rights import PlanRights

A_PAGE = 60


@dataclass(frozen=True)
class Card:
    """A plan as the board shows it to one person."""

    plan: Plan
    moves: list[Move]

    @property
    def columns(self) -> str:
        """Return the columns into which it may be dragged, and by which move, for the script."""
        return " ".join(f"{each.column}={each.name}" for each in self.moves if each.column)


def card_of(rights: PlanRights, plan: Plan) -> Card:
    """Return a plan's card."""
    return Card(plan, moves_of(rights, plan))


def rights_of(request: HttpRequest) -> PlanRights:
    """Return what somebody may do with plans. Raises PermissionDenied to who may not look."""
    rights = PlanRights(request.user)
    if not rights.may_look():
        raise PermissionDenied
    return rights


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the plans that somebody may know of: the first of each state, or all of one state."""
    rights, zone = rights_of(request), publication().zone
    asked = narrowed(request)
    plans = queries.plans_of(rights, asked, zone=zone)
    state = next((each for each in State if each == request.GET.get("state")), None)
    if state:
        page = Paginator(queries.ordered(plans, state), A_PAGE).get_page(request.GET.get("p"))
        shown = [Column(state, list(page), page.paginator.count)]
    else:
        page, shown = None, queries.columns(plans)
    context: dict[str, Any] = {
        "columns": [(each, [card_of(rights, plan) for plan in each.plans]) for each in shown],
        "state": state,
        "page": page,
        "asked": asked,
        "sections": queries.sections(),
        "people": queries.people(),
        "back": back(request),
        "whole": back(request, state="", p=""),
        "without_page": back(request, p=""),
        "rights": rights,
        "zone": zone,
    }
    return TemplateResponse(request, "newsroom/planning/board.html", context)
