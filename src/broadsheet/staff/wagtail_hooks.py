"""Who works here, in the editor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from broadsheet.staff.audit import ACTS
from broadsheet.staff.models import User
from broadsheet.staff.people.views import GiveRoleAction
from broadsheet.staff.report import AuditView
from broadsheet.staff.signin import desk_urls
from broadsheet.staff.signin.demands import due
from broadsheet.staff.signin.due_panel import DuePanel


@hooks.register("register_log_actions")
def log_acts(actions: Any) -> None:
    """Have the log say what is done to people and rights."""
    for name, (label, words) in ACTS.items():
        actions.register_action(name)(_formatter(label, words))


def _formatter(told: Any, words: Any) -> type[LogFormatter]:
    class Told(LogFormatter):
        label = told

        def format_message(self, log_entry: Any) -> str:
            return str(words % log_entry.data)

    return Told


@hooks.register("register_admin_urls")
def audit_urls() -> list[URLPattern]:
    """Serve the audit log among the reports."""
    results = AuditView.as_view(results_only=True)
    return [
        path("reports/audit/", AuditView.as_view(), name="audit"),
        path("reports/audit/results/", results, name="audit_results"),
    ]


hooks.register("register_bulk_action", GiveRoleAction, order=100)  # in place of Wagtail's own


class AuditMenuItem(MenuItem):
    """Leads to the audit log those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether a publisher asks."""
        return request.user.is_superuser


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> MenuItem:
    """Lead to the audit log from the reports."""
    return AuditMenuItem(_("Audit log"), reverse("audit"), icon_name="history", order=1050)


@hooks.register("register_admin_urls")
def signing_in_urls() -> list[URLPattern]:
    """Serve the pages on which people look after their own way in."""
    return desk_urls.urlpatterns


@hooks.register("register_account_menu_item")
def signing_in_menu_item(request: HttpRequest) -> dict[str, Any]:
    """Lead there from the account."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Signing in"),
        "help_text": _("Your second factor, and where you are signed in."),
    }


class InvitationsMenuItem(MenuItem):
    """Leads to the invitations those who may add people."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether they may."""
        return request.user.has_perm("broadsheet_staff.add_user")


@hooks.register("register_settings_menu_item")
def invitations_menu_item() -> MenuItem:
    """Lead to the invitations, beside the users."""
    return InvitationsMenuItem(
        _("Invitations"), reverse("invitations"), icon_name="mail", order=601
    )


@hooks.register("register_user_listing_buttons")
def signing_in_button(user: Any, request_user: Any, **_kwargs: Any) -> list[Button]:
    """Lead from the list of users to how each signs in."""
    if not request_user.has_perm("broadsheet_staff.change_user"):
        return []
    address = reverse("person_signing_in", args=[user.pk])
    return [Button(_("Signing in"), address, icon_name="key", priority=50)]


@hooks.register("construct_homepage_panels")
def second_factor_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the dashboard until when a second factor is owed."""
    at = due(request.user) if isinstance(request.user, User) else None
    if at is not None:
        panels.append(DuePanel(at))
