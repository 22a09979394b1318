"""Fronts in the editor: arranged, previewed, then published."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet.fronts.models import Front


class FrontViewSet(SnippetViewSet):
    """The list and form of fronts."""

    model = Front
    icon = "desktop"
    menu_label = "Fronts"
    menu_order = 150
    add_to_admin_menu = True


register_snippet(FrontViewSet)
