"""The one way in which the editor's form saves a story, and what is asked before it does.

Whatever the button (save, publish, submit, a workflow's own), a save is one transaction that
has the story to itself from before anything is read: of two at one moment the second sees the
first, and is refused if it would overwrite it. Its words are kept before it begins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet

from broadsheet.lib.failpoints import failpoint
from broadsheet.newsroom.actions import let_words_go, say_why
from broadsheet.newsroom.check_pages import StoryChecksPanel
from broadsheet.newsroom.models import SetAside, Story, Why
from broadsheet.newsroom.outlook import OutlookPanel
from broadsheet.newsroom.rights.views import (
    StoryCompareView,
    StoryDraftView,
    StoryHistoryView,
    StoryRevisionView,
    StoryWorkflowsView,
    StoryWorkflowView,
)
from broadsheet.newsroom.saving.posted_form import PostedForm
from broadsheet.newsroom.saving.stale_forms import keep_while_saving, not_saved, refuse
from broadsheet.newsroom.saving.staleness import is_stale, note_autosave, take_turn

Question = Callable[["SavesOnce", Any], HttpResponseBase | None]
"""Asked with the view and its valid form before anything is written; an answer stops the save.

It carries the form's words on, or the browser has lost them.
"""

QUESTIONS: list[Question] = []
"""Asked in this order. A question may read ``view.action_name`` and ``view.page``."""


class SavesOnce:
    """Makes an edit view's save one transaction, and asks before it.

    A mixin of ``EditView``.
    """

    page: Any
    expects_json_response: bool
    latest_revision: Any
    posted: PostedForm
    kept: SetAside | None = None

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        """Show the form; or save what was posted, with the story to itself meanwhile."""
        view: Any = super()
        if request.method != "POST":
            shown: HttpResponseBase = view.dispatch(request, page_id, **kwargs)
            return shown
        self.posted = PostedForm.of(request.POST)
        if self.expects_json_response:
            return self._save(request, page_id, **kwargs)
        try:
            self.kept = keep_while_saving(self.posted, request.user, page_id)
            return self._save(request, page_id, **kwargs)
        except (PermissionDenied, Http404):
            if self.kept:
                say_why(kept=self.kept, why=Why.REFUSED)
            raise
        except Exception as problem:  # whatever it is: the person is told, the words are kept
            return not_saved(request, self.posted, self.kept, problem)

    def _save(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        view: Any = super()
        with transaction.atomic():
            take_turn(page_id)
            answer: HttpResponseBase = view.dispatch(request, page_id, **kwargs)
            failpoint("newsroom.save")
            if self.expects_json_response and answer.status_code == 200:
                note_autosave(self.posted, self.page)
            elif self.kept and self._has_the_words(answer):
                let_words_go(kept=self.kept)
        return answer

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

    def _has_the_words(self, answer: HttpResponseBase) -> bool:
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
        return MediaContainer([*panels, OutlookPanel(self.page, self.request)])


class StoryRevertView(SavesOnce, RevisionsRevertView):
    """The form of a story with the words of an older revision in it."""


class StoryViewSet(PageViewSet):
    """A story's own views in the editor."""

    name = "stories"
    model = Story
    edit_view_class = StoryEditView
    revisions_revert_view_class = StoryRevertView
    view_draft_view_class = StoryDraftView
    revisions_view_class = StoryRevisionView
    revisions_compare_view_class = StoryCompareView
    history_view_class = StoryHistoryView
    workflow_history_view_class = StoryWorkflowsView
    workflow_history_detail_view_class = StoryWorkflowView
