"""The wire in the editor. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from broadsheet.wire.applenews import trouble as apple_news
from broadsheet.wire.inbox import views
from broadsheet.wire.inbox.history import register_acts
from broadsheet.wire.inbox.queries import READ
from broadsheet.wire.indexnow import trouble
from broadsheet.wire.moving.runs import pages
from broadsheet.wire.subscriptions import views as subscriptions
from broadsheet.wire.webhooks import views as webhooks


@hooks.register("register_admin_urls")
def inbox_urls() -> list[URLPattern]:
    """Serve the inbox, and the page of each piece of copy."""
    return [
        path("wire/", views.index, name="wire_inbox"),
        path("wire/<int:pk>/", views.copy, name="wire_copy"),
    ]


@hooks.register("register_admin_urls")
def subscription_urls() -> list[URLPattern]:
    """Serve the subscriptions to feeds, and the form of each."""
    return [
        path("wire/subscriptions/", subscriptions.index, name="wire_subscriptions"),
        path("wire/subscriptions/new/", subscriptions.new, name="wire_new_subscription"),
        path("wire/subscriptions/<int:pk>/", subscriptions.subscription, name="wire_subscription"),
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


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """Serve the pages of papers that move in."""
    return [
        path("imports/", pages.index, name="wire_imports"),
        path("imports/<int:pk>/", pages.run, name="wire_run"),
        path("imports/<int:pk>/<str:name>", pages.report, name="wire_report"),
        path("imports/moves/<int:pk>/<str:name>", pages.report_of_move, name="wire_move_report"),
    ]


class ImportsItem(MenuItem):
    """Shown to those who may move a paper in."""

    def is_shown(self, request: Any) -> bool:
        """Say whether they may."""
        return bool(request.user.has_perm(pages.RIGHT))


@hooks.register("register_settings_menu_item")
def imports_item() -> MenuItem:
    """List it among the settings: it is done once in a paper's life."""
    return ImportsItem(_("Imports"), reverse("wire_imports"), icon_name="upload", order=900)


@hooks.register("register_permissions")
def rights_to_the_wire() -> QuerySet[Permission]:
    """Let a publisher give groups of their own the rights to the wire, and to move a paper in."""
    names = ("view_copy", "take_copy", "import_paper", "view_subscription", "change_subscription")
    return Permission.objects.filter(content_type__app_label="broadsheet_wire", codename__in=names)


hooks.register("register_log_actions", register_acts)


@hooks.register("register_admin_urls")
def webhook_urls() -> list[URLPattern]:
    """Serve the webhooks, and the page of each."""
    return [
        path("webhooks/", webhooks.index, name="wire_webhooks"),
        path("webhooks/<int:pk>/", webhooks.webhook, name="wire_webhook"),
    ]


class WebhooksItem(MenuItem):
    """Shown to those who may have other systems told."""

    def is_shown(self, request: Any) -> bool:
        """Say whether they may."""
        return bool(request.user.has_perm(webhooks.RIGHT))


@hooks.register("register_settings_menu_item")
def webhooks_item() -> MenuItem:
    """Lead to the webhooks from the settings."""
    return WebhooksItem(
        _("Webhooks"), reverse("wire_webhooks"), icon_name="link-external", order=900
    )


@hooks.register("construct_homepage_panels")
def indexnow_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the dashboard what search engines refused; nothing when all is well."""
    if request.user.has_perm(trouble.RIGHT) and (refused := trouble.refused()):
        panels.append(trouble.Trouble(refused))


@hooks.register("construct_homepage_panels")
def apple_news_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the dashboard what Apple News didn't take; nothing when all is well."""
    if request.user.has_perm(trouble.RIGHT) and (found := apple_news.trouble()):
        panels.append(found)
