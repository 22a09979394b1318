"""The wall around stories that somebody may not know of: whatever names one is refused.

Most of Wagtail's views ask for themselves; some show a title before they do, and what Wagtail
brings next is not known yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied

from broadsheet.newsroom.rights.finding import hidden_from
from broadsheet.newsroom.rights.story import EVERYTHING

ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id")
"""What Wagtail's addresses call the number of a page."""

LISTS = {"wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple"}
"""The addresses whose question names pages: ``?id=1&id=2``."""

KEEP = {"wagtailadmin_pages:edit", "wagtailadmin_pages:revisions_revert"}
"""Saving asks by itself, and keeps the words of who may not save any more."""

OF_EVERYTHING = {
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
}
"""Reports that name pages of everybody's."""


class WallMiddleware:
    """Refuses what names a story that the user may not know of, by its number in an address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _arguments: Any, named: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse, or say nothing. Raises PermissionDenied to a script."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        pks = [named[argument] for argument in ARGUMENTS if argument in named]
        if name in LISTS:
            pks += request.GET.getlist("id")
        if not (pks or name in OF_EVERYTHING) or not request.user.is_authenticated:
            return None
        if request.method == "POST" and name in KEEP:
            return None
        everything = request.user.has_perm(EVERYTHING)
        if everything or not (name in OF_EVERYTHING or hidden_from(request.user, pks)):
            return None
        refusal: HttpResponse = permission_denied(request)
        return refusal
