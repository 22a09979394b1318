"""What becomes of the words of a story's form that isn't saved: they are kept first, always.

They are written down before the save begins, in a transaction of their own, and forgotten when
a revision has them. So a crash, a full disk and a colleague who was faster lose nothing.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from broadsheet.newsroom.actions import TooMany, keep_words, say_why
from broadsheet.newsroom.merging.views import answer_a_stale_save
from broadsheet.newsroom.models import SetAside, Story, Why
from broadsheet.newsroom.saving.posted_form import PostedForm

log = logging.getLogger(__name__)


def keep_while_saving(form: PostedForm, user: Any, story: int) -> SetAside | None:
    """Keep the words of a form that was given to this person; None for any other form.

    Raises DatabaseError when nothing can be written: nothing else could be saved then.
    """
    if form.writer is None or form.writer.user != user.pk:
        return None
    try:
        return keep_words(form=form, owner=user, story=story, why=Why.SAVING)
    except TooMany:
        return None


def refuse(request: HttpRequest, form: PostedForm, kept: SetAside | None, story: int) -> Any:
    """Keep what would overwrite somebody's words, and show both texts instead of saving it."""
    try:
        kept = kept or keep_words(form=form, owner=request.user, story=story, why=Why.STALE)
    except TooMany:
        return not_saved(request, form, None)
    say_why(kept=kept, why=Why.STALE)
    return answer_a_stale_save(request, kept, Story.objects.get(pk=story))


def not_saved(
    request: HttpRequest, form: PostedForm, kept: SetAside | None, problem: Exception | None = None
) -> HttpResponse:
    """Say that nothing was saved, and where the words are; let them be sent again from here.

    503 when the database was busy or full, which passes; 500 for anything else.
    """
    if problem:
        log.error("A story could not be saved: %s", request.path, exc_info=problem)
    busy = isinstance(problem, OperationalError)
    if kept:
        try:
            say_why(kept=kept, why=Why.FAILED)
        except DatabaseError:
            log.warning("Why words were kept could not be noted: %s", kept.pk)
    context = {"kept": kept, "busy": busy, "again": list(request.POST.lists()), "form": form}
    answer = render(request, "newsroom/not_saved.html", context, status=503 if busy else 500)
    if busy:
        answer["Retry-After"] = "20"
    return answer
