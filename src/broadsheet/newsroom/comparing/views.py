"""In the editor: any revision of a story beside any other, and back to one of them. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from broadsheet.newsroom.actions import restore_revision
from broadsheet.newsroom.comparing.bodies import Body
from broadsheet.newsroom.comparing.differences import (
    Difference,
    block_differences,
    field_differences,
)
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.saving.staleness import Stale, name_of

LISTED = 500
"""How many of a story's newest revisions can be chosen from."""


def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare two revisions, the newest and the one before it unless others are asked for.

    What is posted is a revision to go back to. Raises PermissionDenied for somebody who may
    not edit the story.
    """
    story = get_object_or_404(Story, pk=pk)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST":
        return _restore(request, story)
    listed = story.revisions.defer("content").select_related("user").order_by("-pk")[:LISTED]
    known = list(listed)
    one = _asked(request, story, "one", known[1:2] or known[:1])
    other = _asked(request, story, "other", known[:1])
    context = {
        "story": story,
        "revisions": known,
        "one": one,
        "other": other,
        "differences": differences(one, other) if one and other else [],
        "older": [each for each in {one, other} if each and each.pk != story.latest_revision_id],
        "onto": name_of(story.latest_revision),
    }
    return TemplateResponse(request, "newsroom/revisions.html", context)


def differences(one: Revision, other: Revision) -> list[Difference]:
    """Return what differs between two revisions of a story, in the form's order."""
    left, right = one.as_object(), other.as_object()
    body = Body(left.body)
    return [
        *field_differences(left, right),
        *block_differences(body, Body(right.body, body)),
    ]


def _asked(request: HttpRequest, story: Story, name: str, otherwise: list[Revision]) -> Any:
    asked = request.GET.get(name, "")
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        return get_object_or_404(story.revisions, pk=asked)
    return otherwise[0] if otherwise else None


def _restore(request: HttpRequest, story: Story) -> HttpResponse:
    asked = request.POST.get("revision", "")
    revision = get_object_or_404(story.revisions, pk=asked if asked.isdigit() else None)
    seen = request.POST.get("onto", "")
    lock = story.get_lock()
    try:
        if lock and lock.for_user(request.user):
            raise ValidationError(_("The story is locked. Nothing was changed."))
        restore_revision(story=story, revision=revision, onto=seen, by=request.user)
    except Stale:
        words = _("The story was saved again meanwhile. Nothing was changed: look at it first.")
        messages.error(request, words)
        return redirect(request.path)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect(request.path)
    words = _("The story’s draft is again as it was then. Nothing was published.")
    messages.success(request, words)
    return redirect("wagtailadmin_pages:edit", story.pk)
