"""What a story's history says of our acts, beyond Wagtail's own."""

from __future__ import annotations

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.utils.timestamps import render_timestamp

from broadsheet.newsroom.actions import HELD, LIFTED, MERGED, NOT_PUBLISHED, PUBLISHED_LATE
from broadsheet.newsroom.amending import AMENDED, UNASKED
from broadsheet.newsroom.models import ChangeKind, HoldKind
from broadsheet.newsroom.steps.clearing import SKIPPED


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


class HoldStory(LogFormatter):
    """An embargo, the drawer, a withdrawal."""

    label = _("Hold")

    def format_message(self, log_entry: Any) -> str:
        """Say what was done, and why."""
        done = {
            HoldKind.EMBARGO: gettext("Embargoed until %(until)s"),
            HoldKind.DRAWER: gettext("Put in the drawer"),
            HoldKind.WITHDRAWAL: gettext("Withdrawn at once"),
        }[log_entry.data["kind"]]
        until = log_entry.data["until"]
        hour = render_timestamp(parse_datetime(until)) if until else ""
        return _with_reason(done % {"until": hour}, log_entry)


class LiftHold(LogFormatter):
    """An end of what held a story."""

    label = _("Lift a hold")

    def format_message(self, log_entry: Any) -> str:
        """Say what was lifted, and why."""
        done = {
            HoldKind.EMBARGO: gettext("Embargo lifted"),
            HoldKind.DRAWER: gettext("Taken out of the drawer"),
            HoldKind.WITHDRAWAL: gettext("Withdrawal lifted"),
        }[log_entry.data["kind"]]
        return _with_reason(done, log_entry)


def _with_reason(done: str, log_entry: Any) -> str:
    reason = log_entry.data["reason"]
    return f"{done}: {reason}" if reason else done


class SkipSteps(LogFormatter):
    """A text that may be public without its steps."""

    label = _("Skip steps")

    def format_message(self, log_entry: Any) -> str:
        """Say why."""
        return _with_reason(gettext("Steps skipped"), log_entry)


class Merge(LogFormatter):
    """A text that could not be saved, and was merged into the newest one."""

    label = _("Merge two texts")

    def format_message(self, log_entry: Any) -> str:
        """Say that it was."""
        return str(_("Two texts merged"))


class Amended(LogFormatter):
    """A public text was changed, and somebody said what kind of change it was."""

    label = _("Change a public story")

    def format_message(self, log_entry: Any) -> str:
        """Say what readers are told of it."""
        kind = ChangeKind(log_entry.data["kind"]).label
        return f"{str(kind).capitalize()}: {log_entry.data['text'] or '–'}"


class Unasked(LogFormatter):
    """A public text was changed, and nobody said what kind of change it was."""

    label = _("Change a public story unasked")

    def format_message(self, log_entry: Any) -> str:
        """Say what readers had read, and what they read now."""
        words = _("Changed without a word of what kind of change it is: %(facts)s")
        return words % {"facts": log_entry.data["facts"]}


ACTS: dict[str, type[LogFormatter]] = {
    PUBLISHED_LATE: PublishedLate,
    NOT_PUBLISHED: NotPublished,
    HELD: HoldStory,
    LIFTED: LiftHold,
    SKIPPED: SkipSteps,
    MERGED: Merge,
    AMENDED: Amended,
    UNASKED: Unasked,
    "broadsheet.share_preview": SharePreview,
    "broadsheet.revoke_preview": RevokePreview,
}
"""Each act by its name in the history."""


def register_acts(actions: Any) -> None:
    """Teach Wagtail's history our acts."""
    for name, formatter in ACTS.items():
        actions.register_action(name)(formatter)
