"""Planning in the editor: its addresses, its place in the menu. Thin."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from broadsheet.newsroom.planning.history import register_acts
from broadsheet.newsroom.planning.notices.panels import ChoicePanel, NoticesPanel
from broadsheet.newsroom.planning.notices.views import put_away
from broadsheet.newsroom.planning.rights import PlanRights
from broadsheet.newsroom.planning.views.board import board
from broadsheet.newsroom.planning.views.calendar import calendar
from broadsheet.newsroom.planning.views.feed import link
from broadsheet.newsroom.planning.views.mine import my_work
from broadsheet.newsroom.planning.views.plan import move, pitch, plan


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Serve the pages of plans."""
    return [
        path("planning/", board, name="planning"),
        path("planning/calendar/", calendar, name="planning_calendar"),
        path("account/calendar/", link, name="planning_link"),
        path("planning/mine/", my_work, name="planning_mine"),
        path("account/plans-seen/", put_away, name="plan_notices_seen"),
        path("planning/pitch/", pitch, name="plan_pitch"),
        path("planning/<int:pk>/", plan, name="plan"),
        path("planning/<int:pk>/move/", move, name="plan_move"),
    ]


class PlanningItem(MenuItem):
    """The board's line in the menu."""

    def is_shown(self, request: Any) -> bool:
        """Show it to who has anything to do with plans."""
        return PlanRights(request.user).may_look()


@hooks.register("register_admin_menu_item")
def item() -> MenuItem:
    """Lead to the board from every page of the editor."""
    return PlanningItem(_("Planning"), reverse("planning"), icon_name="calendar-alt", order=60)


hooks.register("register_log_actions", register_acts)
hooks.register("register_account_settings_panel", ChoicePanel)


@hooks.register("construct_homepage_panels")
def notices(request: Any, panels: list[Any]) -> None:
    """Say on the dashboard what became of one's plans."""
    panel = NoticesPanel(request.user)
    if panel.notices:
        panels.append(panel)
