"""Many at once: nothing is published by accident, and nothing that lacks what readers need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from broadsheet.newsroom.amending import unsaid
from broadsheet.newsroom.holds import Held, check_holds
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.readiness import lacks


def publish_only_what_is_ready(
    request: HttpRequest, action_type: str, pages: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Refuse to publish many, if one of them isn't ready; say which, and why. Nothing happens then.

    Nor is all that lies in a section published with it: nobody has looked at it.
    """
    if action_type != "publish":
        return None
    if action.cleaned_form.cleaned_data["include_descendants"]:
        problems = [
            _("Choose the stories themselves: what lies below a page isn’t published with it.")
        ]
    else:
        problems = [line for page in pages for line in _problems(page)]
    for line in problems:
        messages.error(request, line)
    return redirect(action.next_url) if problems else None


def _problems(page: Any) -> Iterator[str]:
    if page.specific_class is not Story:
        return
    draft: Any = page.specific.get_latest_revision_as_object()
    for missing in lacks(draft):
        yield _("Nothing was published. “%(title)s”: %(missing)s") % {
            "title": draft.title,
            "missing": missing,
        }
    if found := unsaid(draft, page.latest_revision_id):
        words = _(
            "Nothing was published. “%(title)s” changes what readers have read (%(facts)s): "
            "publish it from its own page, which asks what kind of change that is."
        )
        yield words % {"title": draft.title, "facts": found}
    try:
        check_holds(draft)
    except Held as reason:
        yield _("Nothing was published. %(reason)s") % {"reason": reason}
