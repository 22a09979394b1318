"""Beside a story's form: what was planned for it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from broadsheet.masthead.queries import publication
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.planning.models import Plan
from broadsheet.newsroom.planning.rights import PlanRights


def plan_of(story: Story, user: Any) -> Plan | None:
    """Return a story's plan, if it has one and the person may know of it."""
    plan = Plan.objects.filter(story=story.pk).select_related("section").first()
    return plan if plan and PlanRights(user).finds(plan) else None


class PlanPanel(BaseSidePanel):
    """Shows a story's plan to who may know of it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it."""

        aria_label = _("Toggle what was planned")
        icon_name = "calendar-alt"

    name = "plan"
    title = _("What was planned")
    template_name = "newsroom/planning/panel.html"
    order = 160

    def __init__(self, story: Story, request: Any, plan: Plan) -> None:
        super().__init__(story, request)
        self.plan = plan

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template the plan; notes and sources only to those who may read them."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        private = PlanRights(self.request.user).reads_notes(self.plan)
        return {**context, "plan": self.plan, "private": private, "zone": publication().zone}
