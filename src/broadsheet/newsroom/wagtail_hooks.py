"""The newsroom in the editor."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet.newsroom import previews
from broadsheet.newsroom.bulk import publish_only_what_is_ready
from broadsheet.newsroom.editing import StoryViewSet
from broadsheet.newsroom.history import register_acts
from broadsheet.newsroom.links import PublicPageLink
from broadsheet.newsroom.models import Author, Story
from broadsheet.newsroom.schedule_panel import SchedulePanel


class AuthorViewSet(SnippetViewSet):
    """The list and form of authors."""

    model = Author
    icon = "user"
    list_display = ("name", "role", "kind")
    list_filter = ("kind",)
    menu_label = "Authors"
    menu_order = 310
    add_to_admin_menu = True


register_snippet(AuthorViewSet)


@hooks.register("register_admin_viewset")
def story_views() -> StoryViewSet:
    """Take the place of Wagtail's own views of a story where ours do more."""
    return StoryViewSet()


@hooks.register("register_rich_text_features", order=1)
def lead_only_where_readers_may_go(features: Any) -> None:
    """Take the place of Wagtail's own handler of links to pages."""
    features.register_link_type(PublicPageLink)


@hooks.register("register_admin_urls")
def preview_urls() -> list[URLPattern]:
    """Serve the page on which previews for people outside are made and ended."""
    return [path("stories/<int:pk>/previews/", previews.manage, name="story_previews")]


@hooks.register("register_page_header_buttons")
def preview_button(page: Any, user: Any, **_kwargs: Any) -> list[Button]:
    """Lead from a story's editor to its previews for people outside."""
    if not issubclass(page.specific_class, Story) or not page.permissions_for_user(user).can_edit():
        return []
    address = reverse("story_previews", args=[page.pk])
    return [Button(_("Show somebody outside"), address, icon_name="view", priority=46)]


hooks.register("before_bulk_action", publish_only_what_is_ready)


@hooks.register("construct_homepage_panels")
def schedule_panel(request: Any, panels: list[Any]) -> None:
    """Say on the dashboard what didn't come out at its hour."""
    panel = SchedulePanel(request.user)
    if panel:
        panels.append(panel)


hooks.register("register_log_actions", register_acts)
