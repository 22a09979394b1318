"""What readers read, among the editor's reports and on its dashboard. Thin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from broadsheet.readership import pages
from broadsheet.readership.day_panel import DayPanel


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Serve the two pages."""
    return [
        path("reports/readers/", pages.what_readers_read, name="what_readers_read"),
        path("reports/readers/<int:pk>/", pages.readers_of_story, name="readers_of_story"),
    ]


@hooks.register("register_reports_menu_item")
def item() -> MenuItem:
    """List what readers read among the reports."""
    words = _("What readers read")
    return MenuItem(words, reverse("what_readers_read"), icon_name="view", order=60)


@hooks.register("construct_homepage_panels")
def day_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show the paper's day on the dashboard."""
    panels.append(DayPanel(request.user))
