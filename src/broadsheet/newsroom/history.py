"""What a story's history says of our acts, beyond Wagtail's own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from broadsheet.newsroom.actions import NOT_PUBLISHED, PUBLISHED_LATE


class PublishedLate(LogFormatter):
    """A schedule that came out after its hour."""

    label = _("Publish late")

    def format_message(self, log_entry: Any) -> str:
        """Say how late it was."""
        return _("Published %(minutes)s minutes late") % log_entry.data


class NotPublished(LogFormatter):
    """A schedule that could not come out."""

    label = _("Fail to publish")

    def format_message(self, log_entry: Any) -> str:
        """Say why."""
        return _("Could not be published at its hour: %(reason)s") % log_entry.data


class SharePreview(LogFormatter):
    """A draft that was shown to somebody outside."""

    label = _("Show somebody outside")

    def format_message(self, log_entry: Any) -> str:
        """Say to whom."""
        return _("Preview for %(reader)s made") % log_entry.data


class RevokePreview(LogFormatter):
    """A preview that was ended before its time."""

    label = _("End a preview")

    def format_message(self, log_entry: Any) -> str:
        """Say whose."""
        return _("Preview for %(reader)s ended") % log_entry.data


ACTS: dict[str, type[LogFormatter]] = {
    PUBLISHED_LATE: PublishedLate,
    NOT_PUBLISHED: NotPublished,
    "broadsheet.share_preview": SharePreview,
    "broadsheet.revoke_preview": RevokePreview,
}
"""Each act by its name in the history."""


def register_acts(actions: Any) -> None:
    """Teach Wagtail's history our acts."""
    for name, formatter in ACTS.items():
        actions.register_action(name)(formatter)
