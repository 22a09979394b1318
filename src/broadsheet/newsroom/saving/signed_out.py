"""A story's form that arrives when nobody is signed in any more, or from before they were again.

Its words are kept for the person that the form was given to, as the form's token says, and for
nobody else. They are never taken for saved: their owner signs in and merges them by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.views.csrf import csrf_failure

from broadsheet.newsroom.actions import TooMany, keep_words
from broadsheet.newsroom.models import SetAside, Why
from broadsheet.newsroom.saving.posted_form import PostedForm

SAVES = {
    "story_brief",
    *(f"wagtailadmin_pages:{name}" for name in ("add", "edit", "revisions_revert")),
}


class SignedOutMiddleware:
    """Keeps the words of a story's form that is refused because nobody is signed in.

    Likewise those for a story that was deleted meanwhile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as ever; for such a form, say what was kept instead."""
        answer = self.get_response(request)
        if not _is_a_save(request):
            return answer
        if not request.user.is_authenticated:
            return _kept_for_later(request, Why.SIGNED_OUT) or answer
        if answer.status_code == 404:
            return _kept_for_later(request, Why.GONE) or answer
        return answer


def forged_or_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that may be forged (Django's ``CSRF_FAILURE_VIEW``).

    A story's form of ours, sent from a page of ours, is only old: who signs in again gets a
    new secret. Its words are kept. All else is refused as Django does.
    """
    if _is_a_save(request) and _is_from_here(request):
        answer = _kept_for_later(request, Why.SIGNED_OUT)
        if answer:
            return answer
    return csrf_failure(request, reason)


def _is_a_save(request: HttpRequest) -> bool:
    place = request.resolver_match
    is_save = request.method == "POST" and place is not None and place.view_name in SAVES
    return is_save and request.accepts("text/html")  # the script that autosaves tries again itself


def _is_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    own = urlsplit(origin).netloc == request.get_host()
    return bool(origin) and (own or origin in settings.CSRF_TRUSTED_ORIGINS)


def _kept_for_later(request: HttpRequest, why: Why) -> HttpResponse | None:
    """Keep the words and say how to get at them; None for a form that was given to nobody."""
    form = PostedForm.of(request.POST)
    people = get_user_model().objects.filter(is_active=True)
    owner = form.writer and people.filter(pk=form.writer.user).first()
    if not owner:
        return None
    place: Any = request.resolver_match
    kept: SetAside | None = None
    try:
        story = int(place.kwargs.get("page_id", 0))
        kept = keep_words(form=form, owner=owner, story=story, why=why)
    except TooMany:
        kept = None
    there = reverse("two_texts", args=[kept.pk]) if kept else reverse("unmerged_texts")
    context = {
        "kept": kept,
        "words": [] if kept else _texts_in(form),
        "owner": owner,
        "is_theirs": request.user.pk in {None, owner.pk},
        "there": there,
        "sign_in": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': there})}",
    }
    status = 404 if why == Why.GONE else 403
    return render(request, "newsroom/signed_out.html", context, status=status)


def _texts_in(form: PostedForm) -> list[str]:
    """Return what a person would have typed, of what was sent: to be copied from the page."""
    return [text for values in form.words.values() for each in values for text in _lines(each)]


def _lines(value: str) -> list[str]:
    if not value.startswith("{"):
        return [value] if " " in value else []
    try:
        return [str(block["text"]) for block in json.loads(value)["blocks"]]
    except (ValueError, LookupError, TypeError):
        return [value]
