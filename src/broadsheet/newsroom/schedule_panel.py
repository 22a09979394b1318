"""On the dashboard: what was to come out by now and didn't, and what came out late."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_permission_codename
from wagtail.admin.ui.components import Component
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from broadsheet.lib import clock
from broadsheet.newsroom.actions import LATE, NOT_PUBLISHED, PUBLISHED_LATE

SHOWN = timedelta(hours=24)
MOST = 10


class SchedulePanel(Component):
    """Shown when something went wrong with a schedule; nothing when all came out in time."""

    name = "schedule"
    template_name = "newsroom/schedule_panel.html"
    order = 15

    def __init__(self, user: Any) -> None:
        now = clock.now()
        overdue = Revision.objects.filter(approved_go_live_at__lt=now - LATE)
        self.overdue = [
            {"revision": each, "what": each.content_object, "reason": _reason(each)}
            for each in overdue.order_by("approved_go_live_at")[:MOST]
            if _may_know(user, each.content_object)
        ]
        late = PageLogEntry.objects.filter(action=PUBLISHED_LATE, timestamp__gt=now - SHOWN)
        self.late = list(late.order_by("-timestamp")[:MOST])

    def __bool__(self) -> bool:
        return bool(self.overdue or self.late)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template what went wrong."""
        return {"overdue": self.overdue, "late": self.late}


def _may_know(user: Any, what: Any) -> bool:
    """Say whether somebody may edit it: what is to come is nobody else's business."""
    if isinstance(what, Page):
        return bool(what.permissions_for_user(user).can_edit())
    return bool(
        user.has_perm(f"{what._meta.app_label}.{get_permission_codename('change', what._meta)}")
    )


def _reason(revision: Revision) -> str:
    told = {"revision": revision, "action": NOT_PUBLISHED}
    entry = (
        PageLogEntry.objects.filter(**told).first() or ModelLogEntry.objects.filter(**told).first()
    )
    return entry.data["reason"] if entry else ""
