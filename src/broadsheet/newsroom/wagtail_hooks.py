"""The newsroom in the editor."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

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
