"""The one way in which the editor's form saves a story, and what is asked before it does.

Whatever the button (save, publish, submit, a workflow's own), a save is one transaction that
has the story to itself from before anything is read: of two at one moment the second sees the
first, and is refused if it would overwrite it. Its words are kept before it begins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet

from broadsheet.newsroom.check_pages import StoryChecksPanel
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.outlook import OutlookPanel
from broadsheet.newsroom.planning.panel import PlanPanel, plan_of
from broadsheet.newsroom.rights.views import (
    StoryCompareView,
    StoryDraftView,
    StoryHistoryView,
    StoryRevisionView,
    StoryWorkflowsView,
    StoryWorkflowView,
)
from broadsheet.newsroom.saving.begun import make_room
from broadsheet.newsroom.saving.stale_forms import refuse
from broadsheet.newsroom.saving.staleness import is_stale
from broadsheet.newsroom.saving.words_first import WordsFirst

Question = Callable[["SavesOnce", Any], HttpResponseBase | None]
"""Asked with the view and its valid form before anything is written; an answer stops the save.

It carries the form's words on, or the browser has lost them.
"""

QUESTIONS: list[Question] = []
"""Asked in this order. A question may read ``view.action_name`` and ``view.page``."""


class SavesOnce(WordsFirst):
    """Makes an edit view's save one transaction, and asks before it.

    A mixin of ``EditView``.
    """

    latest_revision: Any

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether saving would overwrite what this form has never seen: Wagtail asks it too."""
        return is_stale(self.posted, self.latest_revision)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save, or refuse to, whatever button it was."""
        if self.is_out_of_date and not self.expects_json_response:
            refused: HttpResponseBase = refuse(request, self.posted, self.kept, self.page.pk)
            return refused
        view: Any = super()
        saved: HttpResponseBase = view.post(request, *args, **kwargs)
        return saved

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Save, unless a question is asked."""
        for question in QUESTIONS:
            if answer := question(self, form):
                return answer
        view: Any = super()
        saved: HttpResponseBase = view.form_valid(form)
        return saved

    def has_the_words(self, answer: HttpResponseBase) -> bool:
        """Say whether a new revision has what was posted, or the page that is shown now."""
        if answer.status_code == 200:
            return True
        before = self.latest_revision and (self.latest_revision.pk, self.latest_revision.created_at)
        after = self.page.latest_revision_id, self.page.latest_revision_created_at
        unchanged = getattr(self, "has_content_changes", None) is False
        return answer.status_code < 400 and (after != before or unchanged)


class StoryEditView(SavesOnce, EditView):
    """The form of a story."""

    def send_commenting_notifications(self, changes: Any) -> None:
        """Tell of remarks once they are saved: a mail server that is away keeps none from being."""
        send = super().send_commenting_notifications
        transaction.on_commit(lambda: send(changes), robust=True)

    def get_side_panels(self) -> MediaContainer:
        """Add what publishing would do, and our checks to Wagtail's: of what was saved last."""
        panels = [
            StoryChecksPanel(self.page, self.request) if type(each) is ChecksSidePanel else each
            for each in super().get_side_panels()
        ]
        panels.append(OutlookPanel(self.page, self.request))
        plan = plan_of(self.page, self.request.user)
        if plan:
            panels.append(PlanPanel(self.page, self.request, plan))
        return MediaContainer(panels)


class StoryAddView(WordsFirst, CreateView):
    """The form of a story that isn't there yet.

    It has its section to itself while it is saved: of two posts at one moment (the script's
    and the button's) the second sees what the first made, and takes its place.
    """

    begins = True

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Save; what autosaving began of this form gives way to it, unless nothing is saved."""
        with transaction.atomic():
            make_room(self.posted)
            answer: HttpResponseBase = super().post(request)
            if answer.status_code != (200 if self.expects_json_response else 302):
                transaction.set_rollback(True)
        return answer


class StoryRevertView(SavesOnce, RevisionsRevertView):
    """The form of a story with the words of an older revision in it."""


class StoryViewSet(PageViewSet):
    """A story's own views in the editor."""

    name = "stories"
    model = Story
    add_view_class = StoryAddView
    edit_view_class = StoryEditView
    revisions_revert_view_class = StoryRevertView
    view_draft_view_class = StoryDraftView
    revisions_view_class = StoryRevisionView
    revisions_compare_view_class = StoryCompareView
    history_view_class = StoryHistoryView
    workflow_history_view_class = StoryWorkflowsView
    workflow_history_detail_view_class = StoryWorkflowView
