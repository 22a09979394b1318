"""On the dashboard: the paper's day so far, in a few figures, and the stories read most."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from wagtail.admin.ui.components import Component
from wagtail.models import Revision

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.planning.models import OPEN, Plan
from broadsheet.newsroom.planning.queries import hours_of
from broadsheet.newsroom.planning.rights import PlanRights
from broadsheet.newsroom.queries import corrected, on_day
from broadsheet.readership import queries

NEXT = timedelta(hours=24)
MOST = 5


class DayPanel(Component):
    """What is due, out, to come, put right this month, and read."""

    name = "the_day"
    template_name = "readership/day_panel.html"
    order = 90

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template the figures, by the paper's clock."""
        now, today = clock.now(), clock.today(publication().zone)
        visits = queries.between(today, today)
        scheduled = Revision.page_revisions.filter(approved_go_live_at__range=(now, now + NEXT))
        rights = PlanRights(self.user)
        plans = Plan.objects.filter(rights.found(), state__in=OPEN)
        return {
            "plans": rights.may_look(),
            "due": plans.filter(due_at__range=hours_of(today, zone=publication().zone)).count(),
            "overdue": plans.filter(due_at__lt=now).count(),
            "today": today,
            "published": on_day(today, publication().zone).count(),
            "scheduled": scheduled.count(),
            "corrected": corrected().filter(corrected_on__gte=today.replace(day=1)).count(),
            "opened": queries.total(visits),
            "is_counted": settings.BROADSHEET.count_visits,
            "most_read": queries.most_read(visits, MOST),
        }
