"""The editor's page that proposes what else a story's readers might read."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.actions import add_also_read
from broadsheet.newsroom.models import Story
from broadsheet.search.queries import related


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Show public stories like this one; put the accepted one into the draft."""
    story = get_object_or_404(Story, pk=pk)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = story.get_latest_revision_as_object()
    if request.method == "POST":
        target = get_object_or_404(newsroom.published(), pk=request.POST.get("story") or 0)
        try:
            add_also_read(story=story, target=target, by=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(
                request, _("“%s” now stands in the middle of the draft.") % target.title
            )
        return redirect("wagtailadmin_pages:edit", story.pk)
    context = {"story": draft, "proposals": related(draft)}
    return render(request, "desk/also_read.html", context)
