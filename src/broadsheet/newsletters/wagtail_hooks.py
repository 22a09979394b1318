"""Newsletters in the editor: lists to edit; readers and the outbox to look at."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from broadsheet.newsletters.composing.viewset import NumberViewSet
from broadsheet.newsletters.correcting import desk as correcting
from broadsheet.newsletters.figures import pages as figures
from broadsheet.newsletters.models import List, Number, OutgoingMail, Reader
from broadsheet.newsletters.reader_pages import ReaderViewSet
from broadsheet.newsletters.sending import desk, refusal


class OnlyPolicy(ModelPermissionPolicy):
    """Django's permissions, of which only some can be had at all, whoever asks."""

    def __init__(self, model: type, *actions: str) -> None:
        super().__init__(model)
        self.actions = set(actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether the user may; nobody may do what isn't among the actions."""
        return action in self.actions and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions: Any) -> Any:
        """Return the users who may do one of ``actions``."""
        return super().users_with_any_permission([a for a in actions if a in self.actions])


register_permission_policy(List, OnlyPolicy(List, "add", "change", "view"))
register_permission_policy(Number, OnlyPolicy(Number, "add", "change", "delete", "view"))
register_permission_policy(Reader, OnlyPolicy(Reader, "view"))
register_permission_policy(OutgoingMail, OnlyPolicy(OutgoingMail, "view"))


class ListViewSet(ModelViewSet):
    """The lists."""

    model = List
    icon = "list-ul"
    list_display = ("name", "is_open", "order")
    inspect_view_enabled = True
    copy_view_enabled = False


class OutgoingMailViewSet(ModelViewSet):
    """The outbox. What a link's secret is, it doesn't show."""

    model = OutgoingMail
    icon = "mail"
    form_fields = ("to",)
    list_display = ("subject", "to", "state", "created", "attempts", "next_try")
    list_filter = ("state",)
    search_fields = ("to", "subject")
    inspect_view_enabled = True
    inspect_view_fields = (
        "to",
        "subject",
        "text",
        "state",
        "created",
        "attempts",
        "next_try",
        "sent_at",
        "error",
    )
    copy_view_enabled = False
    menu_label = "Outbox"


class SendingMenuItem(MenuItem):
    """The way to the numbers that go out."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever may send."""
        return bool(request.user.has_perm(desk.RIGHT))


class SendingViewSet(ViewSet):
    """The numbers that go out, a page about each, and the corrections that readers are owed."""

    name = "sending"
    menu_label = _("Sending")
    icon = "upload"
    menu_item_class = SendingMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of its pages."""
        return [
            path("", desk.index, name="index"),
            path("<int:pk>/", desk.number, name="number"),
            path("list/<int:pk>/", figures.of_list, name="list"),
            path("corrections/", correcting.index, name="corrections"),
            path("corrections/<int:pk>/", correcting.correction, name="correction"),
        ]


class NewslettersGroup(ModelViewSetGroup):
    """The room's place in the menu."""

    items = (NumberViewSet, SendingViewSet, ListViewSet, ReaderViewSet, OutgoingMailViewSet)
    menu_label = "Newsletters"
    menu_icon = "mail"
    menu_order = 330


@hooks.register("register_admin_viewset")
def register_newsletters() -> NewslettersGroup:
    """Put the room in the menu."""
    return NewslettersGroup()


hooks.register("after_publish_page", correcting.offer)


@hooks.register("construct_homepage_panels")
def diverted_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the dashboard that no mail of this copy reaches a reader, where that is so."""
    if request.user.has_perm(desk.RIGHT) and refusal.diverted():
        panels.append(desk.DivertedPanel())


@hooks.register("construct_homepage_panels")
def untold_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Ask on the dashboard whether those who were sent a mistake shall hear of it."""
    if request.user.has_perm(desk.RIGHT):
        panel = correcting.UntoldPanel()
        if panel.undecided:
            panels.append(panel)
