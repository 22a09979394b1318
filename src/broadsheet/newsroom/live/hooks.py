"""Live coverage in the editor: its addresses, the way to it from a story. Thin."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from broadsheet.newsroom.live.history import register_acts
from broadsheet.newsroom.live.rights import LiveRights
from broadsheet.newsroom.live.views.desk import act, desk, move
from broadsheet.newsroom.live.views.entry import entry
from broadsheet.newsroom.models import Kind, Story


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Serve the pages of live coverage."""
    return [
        path("stories/<int:pk>/live/", desk, name="story_live"),
        path("stories/<int:pk>/live/act/", act, name="story_live_act"),
        path("stories/<int:pk>/live/<int:entry>/", entry, name="live_entry"),
        path("stories/<int:pk>/live/<int:entry>/move/", move, name="live_entry_move"),
    ]


@hooks.register("register_page_header_buttons")
def button(page: Any, user: Any, **_kwargs: Any) -> list[Button]:
    """Lead from a live story's editor to its entries."""
    if not issubclass(page.specific_class, Story) or page.specific.kind != Kind.LIVE:
        return []
    if not LiveRights(user, page.specific).may_look():
        return []
    address = reverse("story_live", args=[page.pk])
    return [Button(_("Live coverage"), address, icon_name="time", priority=45)]


hooks.register("register_log_actions", register_acts)
