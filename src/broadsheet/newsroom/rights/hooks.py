"""The rights in the editor: what Wagtail asks us before it shows or does something. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail import hooks

from broadsheet.newsroom.models import Section
from broadsheet.newsroom.rights.bulk import PAGE_ACTIONS
from broadsheet.newsroom.rights.finding import offer_what_is_found

hooks.register("construct_page_chooser_queryset", offer_what_is_found)
for _action in PAGE_ACTIONS:
    hooks.register("register_bulk_action", _action, order=100)  # in place of Wagtail's own


@hooks.register("before_create_page")
def add_stories_alone(request: Any, parent: Any, kind: type) -> None:
    """Let who may add to a section add stories; sections take the right to shape the paper.

    Raises PermissionDenied.
    """
    if kind is Section and not parent.permissions_for_user(request.user).shapes:
        raise PermissionDenied


@hooks.register("before_move_page")
def ask_before_a_move_is_shown(request: Any, page: Any, destination: Any) -> None:
    """Raise PermissionDenied to who may not do it: Wagtail asks only when it is done."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("register_permissions")
def rights_to_read() -> QuerySet[Permission]:
    """Let a publisher give groups of their own the rights to read stories, and to pitch."""
    names = ("read_every_story", "view_story", "pitch_plan")
    return Permission.objects.filter(
        content_type__app_label="broadsheet_newsroom", codename__in=names
    )
