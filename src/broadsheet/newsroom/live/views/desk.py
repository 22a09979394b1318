"""The page of who writes live: a form on top, the entries under it. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadsheet.masthead.queries import publication
from broadsheet.newsroom.live import actions
from broadsheet.newsroom.live.forms import QuickForm, WritersForm
from broadsheet.newsroom.live.queries import written
from broadsheet.newsroom.live.rights import LiveRights
from broadsheet.newsroom.models import Entry, Story
from broadsheet.photos.models import Photo

A_PAGE = 40


def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the entries, and take a new one; what can't be kept stays on the page, whole.

    Raises PermissionDenied to who may not know of the story.
    """
    story, rights = story_and_rights(request, pk)
    posted = request.POST.copy() if request.method == "POST" else None
    if posted is not None and not rights.may_write():
        raise PermissionDenied
    form, photo = QuickForm(posted, request.FILES or None, user=request.user), None
    if posted is not None:
        valid = form.is_valid()
        photo = form.keep_picture(title=form.cleaned_data.get("headline", ""))
        posted["photo"] = str(photo.pk) if photo else ""
        if valid and _added(form, photo, request, story, rights):
            return redirect("story_live", story.pk)
    context = {
        "story": story,
        "coverage": rights.coverage,
        "rights": rights,
        "form": form,
        "photo": photo,
        "writers": WritersForm(initial={"people": _writers(rights)}),
        "page": Paginator(written(story), A_PAGE).get_page(request.GET.get("p")),
        "zone": publication().zone,
    }
    return TemplateResponse(request, "newsroom/live/desk.html", context)


def story_and_rights(request: HttpRequest, pk: int) -> tuple[Story, LiveRights]:
    """Return a story with what somebody may do. Raises PermissionDenied to who may not look."""
    story = get_object_or_404(Story.objects.select_related("section"), pk=pk)
    rights = LiveRights(request.user, story)
    if not rights.may_look():
        raise PermissionDenied
    return story, rights


def _writers(rights: LiveRights) -> list[Any]:
    return list(rights.coverage.writers.all()) if rights.coverage else []


def _added(
    form: QuickForm, photo: Photo | None, request: HttpRequest, story: Story, rights: LiveRights
) -> bool:
    said, out = form.cleaned_data, "publish" in request.POST
    if out and not rights.may_publish():
        form.add_error(None, _("You may write drafts here; who leads the story publishes them."))
        return False
    try:
        entry = actions.add_entry(
            story=story,
            by=request.user,
            body=form.blocks(photo),
            headline=said["headline"],
            authors=said["authors"],
            is_key=said["is_key"],
            publish_it=out,
            key=said["key"],
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    told = _("Entry %(number)s is out.") if entry.number else _("The draft is kept.")
    messages.success(request, told % {"number": entry.number})
    return True


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Open or close the coverage, or name who writes it. Raises PermissionDenied."""
    story, rights = story_and_rights(request, pk)
    if not rights.leads():
        raise PermissionDenied
    asked = request.POST.get("act")
    form = WritersForm(request.POST)
    try:
        if asked == "open":
            actions.open_coverage(story=story, by=request.user)
        elif asked == "close":
            actions.close_coverage(story=story, by=request.user)
        elif asked == "writers" and form.is_valid():
            people = form.cleaned_data["people"]
            actions.name_writers(story=story, people=people, by=request.user)
        else:
            messages.error(request, _("There is no such act. Nothing was done."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("story_live", story.pk)


@require_POST
def move(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Do what a button beside an entry says. Raises PermissionDenied."""
    story, rights = story_and_rights(request, pk)
    found = get_object_or_404(Entry, pk=entry, story=story)
    asked = request.POST.get("act", "")
    if not (rights.may_change(found) if asked == "delete" else rights.may_publish()):
        raise PermissionDenied
    if asked == "break-out" and not _may_begin(request, story):
        raise PermissionDenied
    try:
        done = ACTS[asked](found, request.user)
    except KeyError:
        messages.error(request, _("There is no such act. Nothing was done."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if asked == "break-out":
            return redirect("wagtailadmin_pages:edit", done.pk)
    return redirect("story_live", story.pk)


def _may_begin(request: HttpRequest, story: Story) -> bool:
    """Say whether the person may begin a story where this one lies."""
    return bool(story.section.permissions_for_user(request.user).can_add_subpage())


ACTS: dict[str, Any] = {
    "publish": lambda entry, by: actions.publish_entry(entry=entry, by=by),
    "take-back": lambda entry, by: actions.take_back(entry=entry, by=by),
    "mark": lambda entry, by: actions.mark(entry=entry, is_key=True, by=by),
    "unmark": lambda entry, by: actions.mark(entry=entry, is_key=False, by=by),
    "break-out": lambda entry, by: actions.break_out(entry=entry, by=by),
    "delete": lambda entry, by: actions.delete_draft(entry=entry, by=by),
}
