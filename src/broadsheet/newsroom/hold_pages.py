"""In the editor: what keeps a story from readers, and the drawer. Thin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import PageReportView
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.permissions import page_permission_policy

from broadsheet.newsroom import actions
from broadsheet.newsroom.holds import embargo_ends, in_drawer, is_in_drawer, is_withdrawn
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.steps.standing import standing


class ReasonForm(forms.Form):
    """Why something is held, or no longer."""

    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with the story, for the staff alone."),
    )


class EmbargoForm(forms.Form):
    """Until when."""

    until = forms.DateTimeField(label=_("Not before"), widget=AdminDateTimeInput)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whose embargo it is. Asked for when an embargo is made shorter."),
    )


class DrawerForm(ReasonForm):
    """What the story waits for; nobody need say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class WithdrawalForm(ReasonForm):
    """Why a story is taken off, and what readers are told at its address."""

    words_for_readers = forms.CharField(
        label=_("For readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands at the story’s address, where nothing else will. May be empty."),
    )


@dataclass(frozen=True)
class Act:
    """Something that can be done to a story on its page of holds."""

    do: Callable[..., Any]
    form: type[forms.Form]
    told: Any
    decides: bool
    """Whether it takes the right to publish; to hold back takes the right to edit."""


ACTS = {
    "embargo": Act(actions.embargo, EmbargoForm, _("It is embargoed."), decides=False),
    "lift-embargo": Act(actions.lift_embargo, ReasonForm, _("No embargo holds it."), decides=True),
    "drawer": Act(actions.put_in_drawer, DrawerForm, _("It lies in the drawer."), decides=False),
    "take-out": Act(
        actions.take_out_of_drawer, ReasonForm, _("It can be published now."), decides=True
    ),
    "withdraw": Act(
        actions.withdraw_at_once,
        WithdrawalForm,
        _("It is withdrawn: off the pages, the feeds and search, its previews ended."),
        decides=True,
    ),
    "lift-withdrawal": Act(
        actions.lift_withdrawal, ReasonForm, _("It can be published again."), decides=True
    ),
    "skip": Act(
        actions.skip_steps,
        ReasonForm,
        _("Its steps are skipped: this text can be published now."),
        decides=True,
    ),
}


def holds(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what holds a story; hold it, or lift that.

    Raises PermissionDenied for somebody who may not edit the story, or not publish it and
    asks for what takes that right.
    """
    story = get_object_or_404(Story, pk=pk)
    rights = story.permissions_for_user(request.user)
    if not rights.can_edit() and not rights.can_publish():
        raise PermissionDenied
    asked = request.POST.get("act", "")
    forms_ = {name: act.form(prefix=name) for name, act in ACTS.items()}
    if act := ACTS.get(asked):
        if act.decides and not rights.can_publish():
            raise PermissionDenied
        form = forms_[asked] = act.form(request.POST, prefix=asked)
        if form.is_valid() and _done(act, story, form, request):
            return redirect(request.path)
    context = {
        "story": story,
        "forms": {name.replace("-", "_"): form for name, form in forms_.items()},
        "may_publish": rights.can_publish(),
        "embargo": embargo_ends(story),
        "in_drawer": is_in_drawer(story.get_latest_revision_as_object()),
        "withdrawn": is_withdrawn(story),
        "standing": standing(story.get_latest_revision_as_object()),
        "record": story.holds.select_related("set_by", "lifted_by"),
    }
    return TemplateResponse(request, "newsroom/holds.html", context)


def _done(act: Act, story: Story, form: forms.Form, request: HttpRequest) -> bool:
    try:
        act.do(story=story, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, act.told)
    return True


class DrawerView(PageReportView):
    """The stories that wait for a day that nobody knows: those that a person may edit."""

    page_title = _("Drawer")
    header_icon = "folder-inverse"
    index_url_name = "story_drawer"
    index_results_url_name = "story_drawer_results"

    permission_policy = page_permission_policy
    permission_required = "change"

    def get_queryset(self) -> QuerySet[Any]:
        """Return them by headline."""
        theirs = self.permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        self.queryset = theirs.filter(pk__in=in_drawer().values("pk")).order_by("draft_title")
        return super().get_queryset()
