"""The newsroom in the editor."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet.newsroom.links import PublicPageLink
from broadsheet.newsroom.models import Author


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


@hooks.register("register_rich_text_features", order=1)
def lead_only_where_readers_may_go(features: Any) -> None:
    """Take the place of Wagtail's own handler of links to pages."""
    features.register_link_type(PublicPageLink)
