"""What a story's history says of acts in the inbox."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from broadsheet.wire.inbox.actions import DECLINED, PUT_BACK, TAKEN


class Taken(LogFormatter):
    """Copy that became somebody's own."""

    label = _("Take from the wire")

    def format_message(self, log_entry: Any) -> str:
        """Say so."""
        return str(_("Taken from the wire"))


class Declined(LogFormatter):
    """Copy that nobody wants."""

    label = _("Decline wire copy")

    def format_message(self, log_entry: Any) -> str:
        """Say so."""
        return str(_("Declined on the wire"))


class PutBack(LogFormatter):
    """Copy that waits in the inbox again."""

    label = _("Put back on the wire")

    def format_message(self, log_entry: Any) -> str:
        """Say so."""
        return str(_("Put back on the wire"))


ACTS: dict[str, type[LogFormatter]] = {TAKEN: Taken, DECLINED: Declined, PUT_BACK: PutBack}


def register_acts(actions: Any) -> None:
    """Teach Wagtail's history these acts."""
    for name, formatter in ACTS.items():
        actions.register_action(name)(formatter)
