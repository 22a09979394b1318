"""A story's drafts, revisions and history in the editor, for whoever may read it. Thin.

Wagtail shows them to those who may change or publish it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views import View
from wagtail.admin.views.pages.history import (
    PageHistoryView,
    PageWorkflowHistoryViewMixin,
    WorkflowHistoryDetailView,
    WorkflowHistoryView,
)
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView

from broadsheet.newsroom.models import Story


def readable(request: HttpRequest, pk: Any) -> Story:
    """Return a story. Raises PermissionDenied, or Http404, to who may not read it."""
    story = get_object_or_404(Story, pk=pk)
    if not story.permissions_for_user(request.user).can_read():
        raise PermissionDenied
    return story


class Readable:
    """Makes one of Wagtail's views of a page ask for the right to read."""

    request: HttpRequest
    pk: Any

    def get_object(self, _queryset: Any = None) -> Story:
        """Return the story."""
        return readable(self.request, self.pk)


class StoryDraftView(View):
    """The newest draft, as readers would see it."""

    def dispatch(self, request: HttpRequest, page_id: int, **_kwargs: Any) -> HttpResponseBase:
        """Show it."""
        draft = readable(request, page_id).get_latest_revision_as_object()
        shown: HttpResponseBase = draft.make_preview_request(request, draft.default_preview_mode)
        return shown


class StoryRevisionView(Readable, RevisionsView):
    """A revision, as readers would have seen it."""


class StoryCompareView(Readable, RevisionsCompareView):
    """What is different in two revisions."""


class StoryHistoryView(Readable, PageHistoryView):
    """Who did what to the story, and when."""

    any_permission_required = None


class ReadableWorkflow:
    """Takes the place of the question that ``PageWorkflowHistoryViewMixin`` asks first."""

    object: Story

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show it to who may read the story."""
        readable(request, self.object.pk)
        view: Any = super(PageWorkflowHistoryViewMixin, self)
        shown: HttpResponseBase = view.dispatch(request, *args, **kwargs)
        return shown


class StoryWorkflowsView(ReadableWorkflow, WorkflowHistoryView):
    """The ways that the story went through the desk."""


class StoryWorkflowView(ReadableWorkflow, WorkflowHistoryDetailView):
    """One of these ways."""
