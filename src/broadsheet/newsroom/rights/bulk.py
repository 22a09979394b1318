"""Many pages at once: what may not be known of isn't named either."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)

from broadsheet.newsroom.rights.finding import hidden_from


class Discreet:
    """Makes a bulk action silent about stories that the user may not know of.

    Wagtail lists by title what it refuses to touch, and "all" means all.
    """

    request: HttpRequest

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        """Return what may be acted upon, and what may not but is known."""
        action: Any = super()
        objects, others = action.get_actionable_objects()
        refused = others["items_with_no_access"]
        hidden = {page.pk for page in hidden_from(self.request.user, [each.pk for each in refused])}
        known = [page for page in refused if page.pk not in hidden]
        return objects, {**others, "items_with_no_access": known}


PAGE_ACTIONS = [
    type(f"Discreet{action.__name__}", (Discreet, action), {})
    for action in (DeleteBulkAction, MoveBulkAction, PublishBulkAction, UnpublishBulkAction)
]
