"""What somebody may do to a story.

Wagtail's page permissions know who may add, change and publish where. A newsroom knows besides
how far a story has come, and that to read a draft is a right of its own.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester

EVERYTHING = "broadsheet_newsroom.read_every_story"
"""The right to read any story, however far it has come."""


class StoryRights(PagePermissionTester):
    """A story's rights. Who may only add works on a story of their own until it is the desk's."""

    def is_own_draft(self) -> bool:
        """Say whether the user began it, and it was never public, scheduled, or handed in."""
        story: Any = self.page
        return (
            story.owner_id == self.user.pk
            and not story.live
            and story.first_published_at is None
            and not story.workflow_in_progress
            and not story.approved_schedule
        )

    def can_edit(self) -> bool:
        """Say whether the story may be changed, shown to somebody outside, and held back."""
        if not super().can_edit():
            return False
        if self.user.is_superuser or "change" in self.permissions or self.is_own_draft():
            return True
        task = self.page.current_workflow_task
        return bool(task and task.user_can_access_editor(self.page, self.user))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say whether the story may be deleted, one's own draft or by who publishes."""
        if not super().can_delete(ignore_bulk):
            return False
        return self.user.is_superuser or "publish" in self.permissions or self.is_own_draft()

    def can_move(self) -> bool:
        """Say whether the story may be moved: by who may take it away and begin one elsewhere."""
        return super().can_move() and (self.user.is_superuser or "add" in self.permissions)

    def can_copy(self) -> bool:
        """Say whether the user may begin a story of their own with this one's words."""
        return self.can_edit() and (self.user.is_superuser or "add" in self.permissions)

    def can_read(self) -> bool:
        """Say whether the user may see the story's drafts, its revisions and its history."""
        if self.user.has_perm(EVERYTHING):
            return True
        is_own = self.page.owner_id == self.user.pk and self.user.is_active and self.permissions
        return bool(is_own or self.can_edit() or self.can_publish())

    def can_view_revisions(self) -> bool:
        """Say whether the story's history may be seen."""
        return self.can_read()
