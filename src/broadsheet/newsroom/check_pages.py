"""In the editor: what the checks say of a story, beside its form and on a page of its own. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.ui.side_panels import ChecksSidePanel

from broadsheet.newsroom.actions.checks import hear_again, silence, take_offer
from broadsheet.newsroom.checks import findings
from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.models import Story


def heard(story: Any) -> list[Finding]:
    """Return what the checks find in this text of a story, but for what was silenced."""
    silenced = set(story.silenced.values_list("digest", flat=True))
    return [found for found in findings(story) if found.digest not in silenced]


class StoryChecksPanel(ChecksSidePanel):
    """Wagtail's checks of the page, and before them ours of the text that was saved last."""

    template_name = "newsroom/checks_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template what the checks say."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "findings": heard(self.object)}


def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the checks say of the newest draft; silence one, hear it again, take its offer.

    Raises PermissionDenied for somebody who may not edit the story.
    """
    story = get_object_or_404(Story, pk=pk)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = story.get_latest_revision_as_object()
    if request.method == "POST":
        _do(request, story, draft)
        return redirect(request.path)
    context = {
        "story": story,
        "findings": heard(draft),
        "silenced": story.silenced.select_related("by"),
    }
    return TemplateResponse(request, "newsroom/checks.html", context)


def _do(request: HttpRequest, story: Story, draft: Story) -> None:
    digest = request.POST.get("digest", "")
    if "hear" in request.POST:
        hear_again(story=story, digest=digest)
        return
    found = next((each for each in findings(draft) if each.digest == digest), None)
    if found is None:
        messages.warning(request, _("The text has changed: that is no longer found."))
    elif "take" in request.POST and found.offer:
        try:
            take_offer(story=story, finding=found, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The draft now says “%(words)s”.") % {"words": found.offer})
    else:
        silence(story=story, finding=found, by=request.user)
