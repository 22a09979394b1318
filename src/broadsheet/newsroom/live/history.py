"""What a story's history says of its live coverage."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from broadsheet.newsroom.live.actions import ACT

WORDS: dict[str, str | Promise] = {
    "opened": _("Live coverage opened"),
    "closed": _("Live coverage closed"),
    "writers": _("Live coverage is written by: %(who)s"),
    "published": _("Entry %(number)s published"),
    "changed": _("Entry %(number)s changed"),
    "taken back": _("Entry %(number)s taken back"),
    "marked": _("Entry %(number)s made a key moment"),
    "unmarked": _("Entry %(number)s no key moment any more"),
    "broken out": _("Entry %(number)s broken out into a story"),
    "draft deleted": _("Draft of an entry deleted"),
}


class LiveAct(LogFormatter):
    """An act on live coverage."""

    label = _("Cover live")

    def format_message(self, log_entry: Any) -> str:
        """Say what was done."""
        words = WORDS.get(log_entry.data.get("done", ""))
        return str(words) % log_entry.data if words else ""


def register_acts(actions: Any) -> None:
    """Teach Wagtail's history our act."""
    actions.register_action(ACT)(LiveAct)
