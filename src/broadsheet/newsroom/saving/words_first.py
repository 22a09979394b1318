"""Saving a form: its words are safe before anything is tried, and nothing is ever half saved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from broadsheet.lib.failpoints import failpoint
from broadsheet.newsroom.actions import let_words_go, say_why
from broadsheet.newsroom.models import SetAside, Why
from broadsheet.newsroom.saving.posted_form import PostedForm
from broadsheet.newsroom.saving.stale_forms import keep_while_saving, not_saved
from broadsheet.newsroom.saving.staleness import note_autosave, take_turn


class WordsFirst:
    """Makes a view's save one transaction, with the form's words kept before it begins.

    A mixin of Wagtail's views of a page's form.
    """

    page: Any
    expects_json_response: bool
    begins = False
    """Whether there is no story before it is saved."""
    posted: PostedForm
    kept: SetAside | None = None

    def has_the_words(self, answer: HttpResponseBase) -> bool:
        """Say whether a new revision has what was posted, or the page that is shown now.

        Then the words that were kept can go.
        """
        return answer.status_code < 400

    def dispatch(self, request: HttpRequest, **place: Any) -> HttpResponseBase:
        """Show the form; or save what was posted."""
        view: Any = super()
        if request.method != "POST":
            shown: HttpResponseBase = view.dispatch(request, **place)
            return shown
        self.posted = PostedForm.of(request.POST)
        if self.expects_json_response:
            return self._save(request, **place)
        try:
            self.kept = keep_while_saving(self.posted, request.user, place.get("page_id", 0))
            return self._save(request, **place)
        except (PermissionDenied, Http404):
            if self.kept:
                say_why(kept=self.kept, why=Why.REFUSED)
            raise
        except Exception as problem:  # whatever it is: the person is told, the words are kept
            return not_saved(request, self.posted, self.kept, problem)

    def _save(self, request: HttpRequest, **place: Any) -> HttpResponseBase:
        view: Any = super()
        with transaction.atomic():
            take_turn(place["parent_page_id" if self.begins else "page_id"])
            answer: HttpResponseBase = view.dispatch(request, **place)
            failpoint("newsroom.save")
            if self.expects_json_response and answer.status_code == 200:
                note_autosave(self.posted, self.page, began=self.begins)
            elif self.kept and self.has_the_words(answer):
                let_words_go(kept=self.kept)
        return answer
