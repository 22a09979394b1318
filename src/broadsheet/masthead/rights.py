"""Who may change the paper's shape: its home, its sections, its standing pages."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester

HOME_DEPTH = 2


class ShapeRights(PagePermissionTester):
    """Wagtail's rights of a page, of which those on the page itself take the whole paper.

    Who may change and publish on the home page, and so everywhere, shapes the paper. A right
    on a section alone, a desk's, is a right to what is written there.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.shapes = user.is_active and user.is_superuser
        if user.is_active and not user.is_superuser:
            held = self.permission_policy.get_cached_permissions_for_user(user)
            whole = {each.permission.codename for each in held if each.page.depth <= HOME_DEPTH}
            self.shapes = {"change_page", "publish_page"} <= whole

    def can_edit(self) -> bool:
        """Say whether the page's own words may be changed, and so copied."""
        return self.shapes and super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say whether the page may be deleted, or moved, with what lies below it."""
        return self.shapes and super().can_delete(ignore_bulk)

    def can_publish(self) -> bool:
        """Say whether the page may be published, scheduled, or kept from some readers."""
        return self.shapes and super().can_publish()

    def can_unpublish(self) -> bool:
        """Say whether the page may be withdrawn."""
        return self.shapes and super().can_unpublish()

    def can_reorder_children(self) -> bool:
        """Say whether what lies below may be put in another order."""
        return self.shapes and super().can_reorder_children()

    def can_lock(self) -> bool:
        """Say whether others may be kept from changing the page."""
        return self.shapes and super().can_lock()

    def can_unlock(self) -> bool:
        """Say whether a lock may be lifted."""
        return self.shapes and super().can_unlock()


class HomeRights(ShapeRights):
    """Under the home page lie sections and standing pages, which are the paper's shape too."""

    def can_add_subpage(self) -> bool:
        """Say whether a section or a standing page may be added."""
        return self.shapes and super().can_add_subpage()

    def can_publish_subpage(self) -> bool:
        """Say whether it may be published at once."""
        return self.shapes and super().can_publish_subpage()
