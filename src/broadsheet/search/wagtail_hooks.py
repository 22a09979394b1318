"""Also Read: stories like the one being written, proposed in the editor."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from broadsheet.newsroom.models import Story
from broadsheet.search.proposals import propose


@hooks.register("register_admin_urls")
def proposal_urls() -> list[URLPattern]:
    """Serve the page of proposals in the editor."""
    return [path("stories/<int:pk>/also-read/", propose, name="also_read")]


@hooks.register("register_page_header_buttons")
def proposal_button(page: Any, user: Any, **_kwargs: Any) -> list[Button]:
    """Lead from a story's editor to its proposals."""
    if not issubclass(page.specific_class, Story) or not page.permissions_for_user(user).can_edit():
        return []
    return [
        Button(
            _("Propose Also Read"),
            reverse("also_read", args=[page.pk]),
            icon_name="arrow-right",
            priority=45,
        )
    ]
