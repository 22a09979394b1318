"""The inbox in the editor: a list, and a page of each piece of copy. Thin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from broadsheet.newsroom.holds import Held, NotReady
from broadsheet.newsroom.models import Section
from broadsheet.newsroom.saving.staleness import Stale
from broadsheet.wire.inbox import actions, queries
from broadsheet.wire.inbox.form import PublishForm
from broadsheet.wire.inbox.models import Copy, Decision
from broadsheet.wire.outgoing.feeds.body import html_of
from broadsheet.wire.outgoing.feeds.references import collect
from broadsheet.wire.subscriptions.queries import SEE

A_PAGE = 40
ASKED = ("q", "agency", "section", "show", "p")
"""What the list is asked for, and what leads back to the same list."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what waits, or what was declined or taken by oneself. Raises PermissionDenied."""
    if not request.user.has_perm(queries.READ):
        raise PermissionDenied
    asked = {name: request.GET.get(name, "").replace("\x00", "") for name in ASKED}
    shown = {"declined": queries.declined, "mine": lambda: queries.taken_by(request.user)}
    section = Section.objects.filter(pk=_number(asked["section"])).first()
    found = queries.narrowed(
        shown.get(asked["show"], queries.waiting)(),
        words=asked["q"],
        agency=asked["agency"],
        section=section,
    )
    undo = Copy.objects.filter(pk=_number(request.GET.get("declined", "")))
    context = {
        "page": Paginator(found, A_PAGE).get_page(asked["p"]),
        "asked": asked,
        "back": _question(asked),
        "without_page": _question({**asked, "p": ""}),
        "agencies": queries.agencies(),
        "sections": Section.objects.order_by("path"),
        "section": section,
        "undo": undo.filter(decision=Decision.DECLINED).select_related("story").first(),
        "may_take": request.user.has_perm(queries.TAKE),
        "sees_feeds": request.user.has_perm(SEE),
    }
    return TemplateResponse(request, "wire/inbox.html", context)


def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a piece of copy, and do with it what its buttons say. Raises PermissionDenied."""
    found = get_object_or_404(queries.whole(), pk=pk)
    may_take = request.user.has_perm(queries.TAKE)
    if not queries.may_read(request.user, found) or (request.method == "POST" and not may_take):
        raise PermissionDenied
    draft: Any = found.story.get_latest_revision_as_object()
    form = _form(request, found, draft) if may_take else None
    if request.method == "POST":
        if form and form.is_bound:
            answer = _published(request, found, form)
        else:
            answer = _done(request, found)
        if answer:
            return answer
    context = {
        "copy": found,
        "draft": draft,
        "body": html_of(draft, url="", references=collect([draft])),
        "embargoes": queries.embargoes().filter(story=found.story_id),
        "form": form,
        "may_take": may_take,
        "may_edit": found.story.permissions_for_user(request.user).can_edit(),
        "back": _question(request.GET),
    }
    return TemplateResponse(request, "wire/copy.html", context)


def _form(request: HttpRequest, found: Copy, draft: Any) -> PublishForm | None:
    """Return the form with which it is published, for who may publish anywhere; None if it is
    decided about.
    """
    sections = queries.sections_to_publish_in(request.user)
    if not found.is_open or not sections:
        return None
    posted = request.POST.copy() if request.POST.get("act") == "publish" else None
    return PublishForm(posted, draft=draft, sections=sections)


def _done(request: HttpRequest, found: Copy) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        messages.error(request, _("There is no such act. Nothing was done."))
        return _back(request)
    try:
        return act(request, found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _back(request)


def _take(request: HttpRequest, found: Copy) -> HttpResponse:
    story = actions.take(copy=found, by=request.user)
    messages.success(request, _("It is yours, and out of the inbox."))
    if story.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_pages:edit", story.pk)
    return _back(request)


def _decline(request: HttpRequest, found: Copy) -> HttpResponse:
    actions.decline(copy=found, by=request.user)
    return _back(request, declined=str(found.pk))


def _put_back(request: HttpRequest, found: Copy) -> HttpResponse:
    actions.put_back(copy=found, by=request.user)
    messages.success(request, _("It waits in the inbox again."))
    return _back(request)


def _seen(request: HttpRequest, found: Copy) -> HttpResponse:
    actions.note_seen(copy=found)
    return _back(request)


def _not_published(request: HttpRequest, found: Copy) -> HttpResponse:
    """Say why there was no form: somebody was first, or one may publish nowhere."""
    actions.check_open(copy=found)
    raise ValidationError(_("You may take it; who edits a section’s desk publishes it."))


ACTS: dict[str, Callable[[HttpRequest, Copy], HttpResponse]] = {
    "take": _take,
    "decline": _decline,
    "put back": _put_back,
    "seen": _seen,
    "publish": _not_published,
}


def _published(request: HttpRequest, found: Copy, form: PublishForm) -> HttpResponse | None:
    """Publish; return nothing where the form has to say what is missing."""
    if not form.is_valid():
        return None
    try:
        said = form.cleaned_data
        story = actions.publish(copy=found, by=request.user, asked=form.asked(), onto=said["onto"])
    except actions.Decided as error:
        messages.error(request, " ".join(error.messages))
        return _back(request)
    except Stale:
        form.look_again()
    except NotReady as why:
        form.asks_to_skip = True
        form.add_error("skip_reason", str(why))
    except (ValidationError, Held) as error:
        problems = error.messages if isinstance(error, ValidationError) else [str(error)]
        form.add_error(None, ValidationError(problems))
    else:
        if story.live:
            return redirect("press_page", story.pk)
        messages.success(request, _("It comes out when its embargo is over."))
        return _back(request)
    found.refresh_from_db()  # what was undone in the database isn't in memory
    return None


def _back(request: HttpRequest, **more: str) -> HttpResponse:
    """Lead back to the list as it was asked for."""
    return redirect(f"{reverse('wire_inbox')}?{_question(request.GET, **more)}")


def _question(asked: Any, **more: str) -> str:
    kept = {name: asked[name] for name in ASKED if asked.get(name)}
    return urlencode({**kept, **more})


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
