"""The one way in which the editor's form saves a story, and what is asked before it does.

Whatever the button (save, publish, submit, a workflow's own), a save is one transaction that
holds the story from before anything is read: of two at one moment the second sees the first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet

from broadsheet.newsroom.check_pages import StoryChecksPanel
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.outlook import OutlookPanel
from broadsheet.newsroom.staleness import hold

Question = Callable[["SavesOnce", Any], HttpResponseBase | None]
"""Asked with the view and its valid form before anything is written; an answer stops the save."""

QUESTIONS: list[Question] = []
"""Asked in this order. A question may read ``view.action_name`` and ``view.page``."""


class SavesOnce:
    """Makes an edit view's save one transaction, and asks before it.

    A mixin of ``EditView``.
    """

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        """Show the form; or save, with the story held meanwhile."""
        view: Any = super()
        if request.method != "POST":
            shown: HttpResponseBase = view.dispatch(request, page_id, **kwargs)
            return shown
        with transaction.atomic():
            hold(page_id)
            saved: HttpResponseBase = view.dispatch(request, page_id, **kwargs)
        return saved

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Save, unless a question is asked."""
        for question in QUESTIONS:
            if answer := question(self, form):
                return answer
        view: Any = super()
        saved: HttpResponseBase = view.form_valid(form)
        return saved


class StoryEditView(SavesOnce, EditView):
    """The form of a story."""

    def get_side_panels(self) -> MediaContainer:
        """Add what publishing would do, and our checks to Wagtail's: of what was saved last."""
        panels = [
            StoryChecksPanel(self.page, self.request) if type(each) is ChecksSidePanel else each
            for each in super().get_side_panels()
        ]
        return MediaContainer([*panels, OutlookPanel(self.page, self.request)])


class StoryRevertView(SavesOnce, RevisionsRevertView):
    """The form of a story with the words of an older revision in it."""


class StoryViewSet(PageViewSet):
    """A story's own views in the editor."""

    name = "stories"
    model = Story
    edit_view_class = StoryEditView
    revisions_revert_view_class = StoryRevertView
