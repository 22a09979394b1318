"""Fronts in the editor: arranged, previewed, then published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet.fronts import release_pages
from broadsheet.fronts.actions.releases import RELEASED
from broadsheet.fronts.models import Front


class FrontViewSet(SnippetViewSet):
    """The list and form of fronts."""

    model = Front
    icon = "desktop"
    menu_label = "Fronts"
    menu_order = 150
    add_to_admin_menu = True


register_snippet(FrontViewSet)


class ReleasesItem(MenuItem):
    """Shown to those who decide what stands on the fronts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether somebody does."""
        return bool(request.user.has_perm(release_pages.RIGHT))


@hooks.register("register_admin_menu_item")
def releases_item() -> MenuItem:
    """Lead to the releases."""
    return ReleasesItem(_("Releases"), reverse("releases"), icon_name="copy", order=155)


@hooks.register("register_admin_urls")
def release_urls() -> list[URLPattern]:
    """Serve the releases, and fronts at other moments."""
    return [
        path("releases/", release_pages.releases, name="releases"),
        path("releases/<int:pk>/", release_pages.release, name="release"),
        path("fronts/at/", release_pages.moment, name="front_at_a_moment"),
    ]


@hooks.register("register_log_actions")
def log_releases(actions: Any) -> None:
    """Have the history of a story say with what it came out."""

    @actions.register_action(RELEASED)
    class Released(LogFormatter):
        label = _("Release")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Came out with “%(release)s”") % log_entry.data
