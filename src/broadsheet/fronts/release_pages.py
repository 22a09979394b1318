"""In the editor: releases, and fronts as they stood and will stand. Thin."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser

from broadsheet.fronts import actions
from broadsheet.fronts.companions import companions_of
from broadsheet.fronts.models import Front, Release
from broadsheet.fronts.releases import problems, warnings
from broadsheet.fronts.standing import as_of
from broadsheet.fronts.views.front import show_home, show_section
from broadsheet.lib import clock
from broadsheet.newsroom.models import Section, Story
from broadsheet.newsroom.queries import every_section

RIGHT = "broadsheet_fronts.publish_front"
"""Who decides what stands on the fronts decides what goes live together."""


class NameForm(forms.Form):
    """What a release is called."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)


class StoryForm(forms.Form):
    """A story to put in."""

    story = forms.ModelChoiceField(
        Story.objects.all(),
        label=gettext_lazy("Story"),
        widget=AdminPageChooser(target_models=[Story]),
    )


class FrontForm(forms.Form):
    """A front to put in."""

    front = forms.ModelChoiceField(Front.objects.all(), label=gettext_lazy("Front"))


class HourForm(forms.Form):
    """When it goes out by itself."""

    at = forms.DateTimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Empty: when somebody releases it by hand."),
    )


def _fronts() -> list[tuple[str, Any]]:
    found = [(str(section.pk), section.title) for section in every_section()]
    return [("", gettext_lazy("Home")), *found]


class MomentForm(forms.Form):
    """Which front is looked at, and when."""

    front = forms.TypedChoiceField(
        label=gettext_lazy("Front"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=_fronts,
    )
    at = forms.DateTimeField(label=gettext_lazy("At"), widget=AdminDateTimeInput)


def releases(request: HttpRequest) -> HttpResponse:
    """List the releases; make one."""
    _check(request)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.plan_release(name=form.cleaned_data["name"], by=request.user)
        return redirect("release", made.pk)
    context = {"releases": Release.objects.select_related("released_by")[:100], "form": form}
    return TemplateResponse(request, "fronts/releases.html", context)


def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what goes out together, and what stands in its way; change it; release it."""
    _check(request)
    found = get_object_or_404(Release, pk=pk)
    if request.method == "POST":
        try:
            _do(request, found)
        except ValidationError as error:
            for line in error.messages:
                messages.error(request, line)
        return redirect(request.path)
    hour = found.at or clock.now()
    context = {
        "release": found,
        "items": found.items.select_related("story", "front", "revision"),
        "companions": companions_of(found),
        "problems": [] if found.released_at else problems(found, at=max(hour, clock.now())),
        "warnings": [] if found.released_at else warnings(found),
        "story_form": StoryForm(),
        "front_form": FrontForm(),
        "hour_form": HourForm(initial={"at": found.at}),
    }
    return TemplateResponse(request, "fronts/release.html", context)


def _do(request: HttpRequest, found: Release) -> None:
    act = request.POST.get("act", "")
    if act in {"story", "front"}:
        form = (StoryForm if act == "story" else FrontForm)(request.POST)
        if not form.is_valid():
            raise ValidationError(_("Choose what is to go in."))
        what = form.cleaned_data[act]
        _may_publish(request, what)
        actions.put_in(release=found, what=what, by=request.user)
    elif act == "out":
        actions.take_out(release=found, item=int(request.POST.get("item") or 0))
    elif act == "hour":
        hour = HourForm(request.POST)
        if not hour.is_valid():
            raise ValidationError(_("That is no hour. Nothing was changed."))
        _may_release(request, found)
        actions.set_hour(release=found, at=hour.cleaned_data["at"])
    elif act == "release":
        _may_release(request, found)
        actions.release_now(release=found, by=request.user)
        messages.success(request, _("It is out, all of it."))


def _may_release(request: HttpRequest, found: Release) -> None:
    for item in found.items.select_related("story", "front"):
        _may_publish(request, item.what)


def _may_publish(request: HttpRequest, what: Story | Front) -> None:
    if isinstance(what, Story) and not what.permissions_for_user(request.user).can_publish():
        words = _("You may not publish “%(title)s”: somebody who may has to do this.")
        raise ValidationError(words % {"title": what.draft_title})


@require_safe
def moment(request: HttpRequest) -> HttpResponse:
    """Show a front as it stood or will stand at a moment, or ask for the moment."""
    _check(request)
    form = MomentForm(request.GET or None)
    if not form.is_bound or not form.is_valid():
        return TemplateResponse(request, "fronts/moment.html", {"form": form})
    section = Section.objects.filter(pk=form.cleaned_data["front"]).first()
    show = partial(show_section, request, section) if section else partial(show_home, request, None)
    with as_of(form.cleaned_data["at"]) as looked_at:
        response = show(preview=True, moment=looked_at)
    response["Cache-Control"] = "private, no-store"
    return response


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
