"""On the dashboard: what one is told of plans. Under “Account”: how one is told of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from broadsheet.newsroom.planning.notices import acts
from broadsheet.newsroom.planning.notices.models import Letters, Notice, NoticeChoice
from broadsheet.newsroom.planning.rights import PlanRights

SHOWN = 10


class NoticesPanel(Component):
    """What somebody is told of plans and hasn't put away; nothing when there is nothing."""

    name = "plan-notices"
    template_name = "newsroom/planning/notices_panel.html"
    order = 18

    def __init__(self, user: Any) -> None:
        unseen = Notice.objects.filter(person=user, seen_at__isnull=True)
        found = unseen.select_related("plan__section", "by").order_by("-at", "-pk")
        self.notices, self.rights = list(found[: SHOWN + 1]), PlanRights(user)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template the newest, with a link where there is somewhere to go."""
        shown = [(each, self.rights.finds(each.plan)) for each in self.notices[:SHOWN]]
        return {
            "notices": shown,
            "more": len(self.notices) > SHOWN,
            "request": parent_context["request"],
        }


class ChoiceForm(forms.Form):
    """How somebody wants to be told."""

    letters = forms.ChoiceField(
        label=_("Letters about plans of yours"),
        choices=Letters.choices,
        widget=forms.RadioSelect,
        help_text=_("What is assigned to you, and what becomes of it."),
    )
    in_editor = forms.BooleanField(label=_("Say it on my dashboard too"), required=False)

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        self.user = instance
        chosen = NoticeChoice.objects.filter(user=instance).first() or NoticeChoice(user=instance)
        initial = {"letters": chosen.letters, "in_editor": chosen.in_editor}
        super().__init__(*args, initial=initial, **kwargs)

    def save(self) -> None:
        """Keep it."""
        if self.has_changed():
            acts.choose(user=self.user, **self.cleaned_data)


class ChoicePanel(BaseSettingsPanel):
    """Among what somebody sets for themselves."""

    name = "plans"
    title = _("Planning")
    tab = notifications_tab
    order = 200
    form_class = ChoiceForm

    def is_active(self) -> bool:
        """Say whether somebody has anything to do with plans."""
        return PlanRights(self.user).may_look()
