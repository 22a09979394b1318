"""The press in the editor: a page of its own, a word on the dashboard, a link after publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from broadsheet.press import report, views


@hooks.register("register_admin_urls")
def press_urls() -> list[URLPattern]:
    """Serve the press's pages in the editor."""
    return [
        path("press/", views.show_status, name="press"),
        path("press/<int:pk>/", views.show_page, name="press_page"),
    ]


@hooks.register("register_icons")
def press_icon(icons: list[str]) -> list[str]:
    """Add the press's icon to Wagtail's."""
    return [*icons, "press/icons/print.svg"]


@hooks.register("register_reports_menu_item")
def press_menu_item() -> MenuItem:
    """Lead to the press from the reports."""
    return MenuItem(_("Press"), reverse("press"), icon_name="print", order=50)


@hooks.register("after_publish_page")
def lead_to_the_page(request: HttpRequest, page: Any) -> None:
    """Say, beside Wagtail's own message, where to see the page come off the press."""
    if page.live:
        words = _("“%(title)s” is on the press: see it come out at %(address)s")
        address = reverse("press_page", args=[page.pk])
        messages.info(
            request,
            words % {"title": page.title, "address": request.build_absolute_uri(address)},
        )


class Trouble(Component):
    """What the press could not print, on the dashboard."""

    name = "press"
    template_name = "press/trouble.html"
    order = 20

    def __init__(self, trouble: report.Trouble) -> None:
        self.trouble = trouble

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template what is wrong."""
        return {"trouble": self.trouble}


@hooks.register("construct_homepage_panels")
def press_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show on the dashboard what the press could not do; nothing when all is well."""
    trouble = views.trouble()
    if trouble:
        panels.append(Trouble(trouble))
