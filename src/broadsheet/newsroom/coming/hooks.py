"""The list of what goes out when, among the editor's reports. Thin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from broadsheet.newsroom.coming.moments import asked
from broadsheet.newsroom.coming.page import what_goes_out_when
from broadsheet.newsroom.coming.stories import of_stories

asked.connect(of_stories)


@hooks.register("register_admin_urls")
def address() -> list[URLPattern]:
    """Serve the list."""
    return [path("reports/coming/", what_goes_out_when, name="what_goes_out_when")]


@hooks.register("register_reports_menu_item")
def item() -> MenuItem:
    """List what is to come among the reports, first of all."""
    words = _("What goes out when")
    return MenuItem(words, reverse("what_goes_out_when"), icon_name="time", order=50)
