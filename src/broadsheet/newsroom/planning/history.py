"""What a plan's history says: who did what, when."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from broadsheet.newsroom.planning.actions import ACT
from broadsheet.newsroom.planning.models import Plan

SHOWN = 50

WORDS: dict[str, str | Promise] = {
    "pitched": _("Pitched"),
    "changed": _("Changed"),
    "assigned": _("Assigned to %(to)s"),
    "taken back": _("Handed back"),
    "begun": _("Story begun"),
    "spiked": _("Spiked: %(reason)s"),
    "taken up again": _("Taken up again"),
    "done": _("Done: its story is published"),
    "its story was deleted": _("Its story was deleted"),
}


class PlanAct(LogFormatter):
    """An act on a plan."""

    label = _("Change a plan")

    def format_message(self, log_entry: Any) -> str:
        """Say what was done."""
        return told(log_entry.data)


def told(data: dict[str, str]) -> str:
    """Return what was done, in words."""
    words = WORDS.get(data.get("done", ""))
    return str(words) % data if words else ""


def lines_of(plan: Plan) -> list[tuple[Any, Any, str]]:
    """Return when, by whom and what was done to a plan, the newest first."""
    entries = ModelLogEntry.objects.for_instance(plan).filter(action=ACT)
    found = entries.select_related("user").order_by("-timestamp", "-pk")[:SHOWN]
    return [(each.timestamp, each.user, told(each.data)) for each in found]


def register_acts(actions: Any) -> None:
    """Teach Wagtail's history our act."""
    actions.register_action(ACT)(PlanAct)
