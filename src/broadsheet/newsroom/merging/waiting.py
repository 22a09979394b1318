"""Where somebody is told that words of theirs wait: on the dashboard, and in the story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from broadsheet.lib import clock
from broadsheet.newsroom.models import SetAside, Story, Why

A_SAVE = timedelta(minutes=1)
"""No save takes so long: what still says that it is being saved by then was lost on the way."""

SHOWN = 10


def waiting_texts(owner: Any) -> QuerySet[SetAside]:
    """Return a person's words that are in no revision and that they have not put away."""
    under_way = Q(why=Why.SAVING, kept_at__gt=clock.now() - A_SAVE)
    waiting = SetAside.objects.filter(owner=owner, settled_at__isnull=True).exclude(under_way)
    return waiting.select_related("story")


class UnmergedPanel(Component):
    """Shown while somebody's words wait; nothing otherwise."""

    name = "unmerged"
    template_name = "newsroom/unmerged_panel.html"
    order = 5

    def __init__(self, user: Any) -> None:
        self.texts = list(waiting_texts(user)[:SHOWN])

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template what waits."""
        return {"texts": self.texts}


def tell_in_the_story(request: HttpRequest, page: Any) -> None:
    """Say above a story's form that words for it wait. A hook of Wagtail's edit view."""
    if request.method != "GET" or page.specific_class is not Story:
        return
    waiting = waiting_texts(request.user).filter(story=page.pk).first()
    if waiting:
        words = _("You wrote something for this story that isn’t in it yet.")
        link = format_html(
            '{} <a href="{}">{}</a>', words, reverse("two_texts", args=[waiting.pk]), _("Merge it")
        )
        messages.warning(request, link)
