"""Who may do what with live coverage (docs/rights.md)."""

from __future__ import annotations

from typing import Any

from broadsheet.newsroom.live.models import Coverage, Entry, EntryState
from broadsheet.newsroom.models import Story


class LiveRights:
    """What one person may do with the coverage of one story.

    Who *leads* it may publish the story. Who *writes* it was named by them, and publishes
    entries here alone: from where it happens nothing goes by way of a desk.
    """

    def __init__(self, user: Any, story: Story) -> None:
        self.user = user
        self.rights = story.permissions_for_user(user)
        self.coverage = Coverage.objects.filter(story=story.pk).first()

    def leads(self) -> bool:
        """Say whether the person opens and closes it, and names its writers."""
        return bool(self.rights.can_publish())

    def writes(self) -> bool:
        """Say whether the person was named as one who writes it."""
        if self.coverage is None or not self.user.is_active:
            return False
        return self.coverage.writers.filter(pk=self.user.pk).exists()

    def may_publish(self) -> bool:
        """Say whether the person gives entries to readers, changes them and takes them back."""
        return self.leads() or self.writes()

    def may_write(self) -> bool:
        """Say whether the person writes drafts of entries."""
        return bool(self.may_publish() or self.rights.can_edit())

    def may_look(self) -> bool:
        """Say whether the person sees all of it, drafts as well."""
        return bool(self.may_write() or self.rights.can_read())

    def may_change(self, entry: Entry) -> bool:
        """Say whether the person changes the entry's words."""
        if entry.state == EntryState.DRAFT:
            return self.may_write()
        return entry.state == EntryState.PUBLIC and self.may_publish()
