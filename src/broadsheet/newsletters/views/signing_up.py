"""Coming to a list and leaving it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from broadsheet.fronts.page import meta, render_page, said
from broadsheet.newsletters import actions, queries
from broadsheet.newsletters.archive import queries as archive
from broadsheet.newsletters.mails import names
from broadsheet.newsletters.models import List
from broadsheet.newsletters.views.page import form, hand, page, too_often, typed

TITLE = _("Newsletters")

# The words of the theme's pages, which consents quote.
ASKING = _(
    "We write to you once to ask whether you meant it; nothing more comes until you say yes."
)
CONFIRMING = _("Yes, send it to me")
LEAVING = _("Take me off the list")
NO_LIST = _("Please choose the newsletter that you want.")


@require_safe
@never_cache
def landing(request: HttpRequest) -> HttpResponse:
    """Show every newsletter that can be had."""
    about = meta(title=said(TITLE), path="/newsletters/")
    context = {"meta": about, "in_archive": archive.slugs()}
    return render_page(request, "pages/newsletters.html", context)


@form
def sign_up(request: HttpRequest) -> HttpResponse:
    """Take an address, and say the same to everybody whose address is one."""
    if request.method != "POST":
        return HttpResponseRedirect("/newsletters/")
    if request.POST.get("website"):
        return _page(request, "sign_up_done")  # a machine filled in what no eye sees
    lists = queries.chosen(request.POST.getlist("list"))
    if not lists:
        return _again(request, NO_LIST, queries.open_lists())
    by = hand(request, f"{names(lists)}: {said(ASKING)}")
    try:
        actions.sign_up(email=request.POST.get("email", ""), lists=lists, by=by)
    except ValidationError as error:
        return _again(request, error.messages[0], lists)
    except actions.TooManyError:
        return too_often(request, title=TITLE)
    return _page(request, "sign_up_done")


@form
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with one button; put the reader on the list when it is pressed."""
    letter = queries.confirmation(token)
    if letter is None:
        return _page(request, "link_over", status=404)
    lists = list(letter.lists.all())
    if request.method != "POST":
        return _page(request, "confirm", {"list": {"name": names(lists)}})
    try:
        actions.confirm(token=token, by=hand(request, f"{names(lists)}: {said(CONFIRMING)}"))
    except actions.LinkOverError:
        return _page(request, "link_over", status=404)
    return _page(request, "confirmed")


@form
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with one button; take the reader off the list when it is pressed (also RFC 8058)."""
    place = queries.place(token)
    if place is None:
        return _page(request, "link_over", status=404)
    if request.method != "POST":
        return _page(request, "leave", {"list": place.list})
    actions.leave(token=token, by=hand(request, f"{place.list.name}: {said(LEAVING)}"))
    return _page(request, "left", {"list": place.list})


def _page(
    request: HttpRequest, name: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    return page(request, name, context, title=TITLE, status=status)


def _again(request: HttpRequest, problem: Any, lists: Any) -> HttpResponse:
    context = {"problem": problem, "typed": typed(request), "lists": list[List](lists)}
    return _page(request, "newsletters", context, status=422)
