"""In the editor: who holds what, and for how long; what waits for oneself. Thin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from broadsheet.newsroom.models import Section
from broadsheet.newsroom.rights.finding import EXPLORING
from broadsheet.newsroom.steps.standing import NOW, SENT_BACK
from broadsheet.newsroom.steps.under_way import READY, Held, skipped_lately, under_way

SHOWN = 10
"""Stories that the dashboard names."""

MINE = "mine"


def may_look(user: Any) -> bool:
    """Say whether somebody has anything to do with stories."""
    policy: Any = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(user, EXPLORING))


@require_safe
def who_holds_what(request: HttpRequest) -> HttpResponse:
    """Show the stories on their way: all, those of a section and below it, those at a step.

    Raises PermissionDenied to who may not look at stories.
    """
    if not may_look(request.user):
        raise PermissionDenied
    held = under_way(request.user)
    sections = list(Section.objects.order_by("path"))
    section = next((each for each in sections if str(each.pk) == request.GET.get("section")), None)
    step = request.GET.get("step", "")
    context = {
        "held": [each for each in held if _lies_in(each, section) and _is_at(each, step)],
        "any": bool(held),
        "sections": sections,
        "section": section,
        "steps": sorted({each.step for each in held if each.state == NOW}),
        "step": step,
        "skips": [each for each in skipped_lately(request.user) if _lies_in(each, section)],
    }
    return TemplateResponse(request, "newsroom/who_holds_what.html", context)


def _lies_in(what: Any, section: Section | None) -> bool:
    return section is None or what.story.path.startswith(section.path)


def _is_at(held: Held, step: str) -> bool:
    if step in {"", READY, SENT_BACK}:
        return step in {"", held.state}
    return held.is_mine if step == MINE else (held.state, held.step) == (NOW, step)


class YourTurnPanel(Component):
    """On the dashboard: the stories that wait for one to pass them. Nothing when none does."""

    name = "your-turn"
    template_name = "newsroom/your_turn_panel.html"
    order = 20

    def __init__(self, user: Any) -> None:
        self.held = [each for each in under_way(user) if each.is_mine]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template those that wait longest."""
        return {"held": self.held[:SHOWN], "more": max(0, len(self.held) - SHOWN)}
