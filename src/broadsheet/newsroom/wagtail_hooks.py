"""The newsroom in the editor."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet.newsroom import check_pages, corrections_page, hold_pages, previews
from broadsheet.newsroom.brief.views import brief
from broadsheet.newsroom.bulk import publish_only_what_is_ready
from broadsheet.newsroom.change_panel import ask_about_the_change
from broadsheet.newsroom.comparing import views as comparing
from broadsheet.newsroom.editing import QUESTIONS, StoryViewSet
from broadsheet.newsroom.history import register_acts
from broadsheet.newsroom.links import PublicPageLink
from broadsheet.newsroom.merging import views as merging
from broadsheet.newsroom.merging.waiting import UnmergedPanel, tell_in_the_story
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


QUESTIONS.append(ask_about_the_change)


@hooks.register("register_icons")
def line_icon(icons: list[str]) -> list[str]:
    """Add the icon of a line across the text to Wagtail's."""
    return [*icons, "newsroom/icons/horizontalrule.svg"]


@hooks.register("register_admin_viewset")
def story_views() -> StoryViewSet:
    """Take the place of Wagtail's own views of a story where ours do more."""
    return StoryViewSet()


@hooks.register("register_rich_text_features", order=1)
def lead_only_where_readers_may_go(features: Any) -> None:
    """Take the place of Wagtail's own handler of links to pages."""
    features.register_link_type(PublicPageLink)


@hooks.register("register_admin_urls")
def pages_of_a_story() -> list[URLPattern]:
    """Serve the pages beside a story's form: who outside may see it, and what it said before."""
    return [
        path("stories/<int:pk>/previews/", previews.manage, name="story_previews"),
        path("stories/<int:pk>/corrections/", corrections_page.manage, name="story_corrections"),
    ]


@hooks.register("register_admin_urls")
def hold_urls() -> list[URLPattern]:
    """Serve the page of what holds a story, and the drawer."""
    results = hold_pages.DrawerView.as_view(results_only=True)
    return [
        path("stories/<int:pk>/holds/", hold_pages.holds, name="story_holds"),
        path("reports/drawer/", hold_pages.DrawerView.as_view(), name="story_drawer"),
        path("reports/drawer/results/", results, name="story_drawer_results"),
    ]


@hooks.register("register_admin_urls")
def check_urls() -> list[URLPattern]:
    """Serve the page of what the checks say of a story."""
    return [path("stories/<int:pk>/checks/", check_pages.checks, name="story_checks")]


@hooks.register("register_admin_urls")
def brief_url() -> list[URLPattern]:
    """Serve the page on which a short story is written and published at once."""
    return [path("stories/brief/", brief, name="story_brief")]


class BriefItem(MenuItem):
    """Shown to those who may begin a story."""

    def is_shown(self, request: Any) -> bool:
        """Say whether they may begin one anywhere; known already, and asked on every page."""
        return bool(page_permission_policy.user_has_permission(request.user, "add"))


@hooks.register("register_admin_menu_item")
def brief_item() -> MenuItem:
    """Begin a brief from every page of the editor, with one click."""
    return BriefItem(_("Write a brief"), reverse("story_brief"), icon_name="edit", order=50)


@hooks.register("register_reports_menu_item")
def drawer_item() -> MenuItem:
    """List what was prepared among the reports."""
    return MenuItem(_("Drawer"), reverse("story_drawer"), icon_name="folder-inverse", order=650)


@hooks.register("register_page_header_buttons")
def hold_button(page: Any, user: Any, **_kwargs: Any) -> list[Button]:
    """Lead from a story's editor to what holds it, and to its withdrawal."""
    rights = page.permissions_for_user(user)
    may = rights.can_edit() or rights.can_publish()
    if not issubclass(page.specific_class, Story) or not may:
        return []
    address = reverse("story_holds", args=[page.pk])
    words = _("Embargo, drawer, withdrawal")
    return [Button(words, address, icon_name="lock", priority=47)]


@hooks.register("register_admin_urls")
def unmerged_urls() -> list[URLPattern]:
    """Serve the pages on which people find words of theirs that weren't saved."""
    return [
        path("texts/", merging.texts, name="unmerged_texts"),
        path("texts/<int:pk>/", merging.two_texts, name="two_texts"),
    ]


@hooks.register("register_page_header_buttons")
def buttons_of_a_story(page: Any, user: Any, **_kwargs: Any) -> list[Button]:
    """Lead from a story's editor to the pages beside it."""
    if not issubclass(page.specific_class, Story) or not page.permissions_for_user(user).can_edit():
        return []
    outside, changes = (
        reverse(name, args=[page.pk]) for name in ("story_previews", "story_corrections")
    )
    return [
        Button(_("Show somebody outside"), outside, icon_name="view", priority=46),
        Button(_("Changes and corrections"), changes, icon_name="history", priority=47),
    ]


hooks.register("before_bulk_action", publish_only_what_is_ready)
hooks.register("before_edit_page", tell_in_the_story)


@hooks.register("construct_homepage_panels")
def schedule_panel(request: Any, panels: list[Any]) -> None:
    """Say on the dashboard what didn't come out at its hour."""
    panel = SchedulePanel(request.user)
    if panel:
        panels.append(panel)


@hooks.register("register_admin_urls")
def revision_urls() -> list[URLPattern]:
    """Serve the page on which any two revisions are compared, and one of them is restored."""
    return [path("stories/<int:pk>/revisions/", comparing.revisions, name="story_revisions")]


@hooks.register("register_page_header_buttons")
def revisions_button(page: Any, user: Any, **_kwargs: Any) -> list[Button]:
    """Lead from a story's editor to its revisions."""
    if not issubclass(page.specific_class, Story) or not page.permissions_for_user(user).can_edit():
        return []
    address = reverse("story_revisions", args=[page.pk])
    return [Button(_("Compare revisions"), address, icon_name="history", priority=48)]


@hooks.register("insert_editor_js")
def save_only_when_reached() -> str:
    """Have a form stay as it is when a save wouldn't reach the newspaper."""
    words = _("Not saved: the newspaper can’t be reached. What you wrote stays here; try again.")
    script = static("newsroom/reached-first.js")
    return format_html('<script src="{}" data-unreached="{}"></script>', script, words)


@hooks.register("construct_homepage_panels")
def unmerged_panel(request: Any, panels: list[Any]) -> None:
    """Say on the dashboard what somebody wrote and could not save."""
    panel = UnmergedPanel(request.user)
    if panel.texts:
        panels.append(panel)


hooks.register("register_log_actions", register_acts)
