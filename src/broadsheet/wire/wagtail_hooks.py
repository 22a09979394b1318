"""The wire in the editor. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from broadsheet.wire.inbox import views
from broadsheet.wire.inbox.history import register_acts
from broadsheet.wire.inbox.queries import READ


@hooks.register("register_admin_urls")
def inbox_urls() -> list[URLPattern]:
    """Serve the inbox, and the page of each piece of copy."""
    return [
        path("wire/", views.index, name="wire_inbox"),
        path("wire/<int:pk>/", views.copy, name="wire_copy"),
    ]


class WireItem(MenuItem):
    """Shown to those who may read the wire."""

    def is_shown(self, request: Any) -> bool:
        """Say whether they may."""
        return bool(request.user.has_perm(READ))


@hooks.register("register_admin_menu_item")
def wire_item() -> MenuItem:
    """Lead to the inbox from every page of the editor."""
    return WireItem(_("Wire"), reverse("wire_inbox"), icon_name="download", order=60)


@hooks.register("register_permissions")
def rights_to_the_wire() -> QuerySet[Permission]:
    """Let a publisher give groups of their own the rights to read the wire and to take copy."""
    return Permission.objects.filter(
        content_type__app_label="broadsheet_wire", codename__in=("view_copy", "take_copy")
    )


hooks.register("register_log_actions", register_acts)
