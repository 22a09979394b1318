"""Topics in the editor."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet.topics.models import Topic


class TopicViewSet(SnippetViewSet):
    """The list and form of topics."""

    model = Topic
    icon = "tag"
    list_display = ("name", "kind", "slug")
    list_filter = ("kind",)
    menu_label = "Topics"
    menu_order = 320
    add_to_admin_menu = True


register_snippet(TopicViewSet)
