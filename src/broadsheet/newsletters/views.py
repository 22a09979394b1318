"""Readers' pages about newsletters. Plain forms; what they change, they change by POST only.

Programs that look through mails follow every link in them: no GET changes anything.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from broadsheet.fronts.page import meta, render_page, said
from broadsheet.lib.senders import address_of
from broadsheet.newsletters import actions, queries
from broadsheet.newsletters.mails import names
from broadsheet.newsletters.models import List
from broadsheet.newsletters.origin import from_our_pages

LONGEST_TYPED = 320

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
    about = meta(title=said(_("Newsletters")), path="/newsletters/")
    return render_page(request, "pages/newsletters.html", {"meta": about})


@csrf_exempt
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """Take an address, and say the same to everybody whose address is one."""
    if request.method != "POST":
        return HttpResponseRedirect("/newsletters/")
    if request.POST.get("website"):
        return _page(request, "sign_up_done")  # a machine filled in what no eye sees
    lists = queries.chosen(request.POST.getlist("list"))
    if not lists:
        return _again(request, NO_LIST, queries.open_lists())
    try:
        actions.sign_up(
            email=request.POST.get("email", ""),
            lists=lists,
            by=_who(request, f"{names(lists)}: {said(ASKING)}"),
        )
    except ValidationError as error:
        return _again(request, error.messages[0], lists)
    except actions.TooManyError:
        response = _page(request, "sign_up_too_often", status=429)
        response["Retry-After"] = str(int(actions.AN_HOUR.total_seconds()))
        return response
    return _page(request, "sign_up_done")


@csrf_exempt
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with one button; put the reader on the list when it is pressed."""
    letter = queries.confirmation(token)
    if letter is None:
        return _page(request, "link_over", status=404)
    lists = list(letter.lists.all())
    if request.method != "POST":
        return _page(request, "confirm", {"list": {"name": names(lists)}})
    try:
        actions.confirm(token=token, by=_who(request, f"{names(lists)}: {said(CONFIRMING)}"))
    except actions.LinkOverError:
        return _page(request, "link_over", status=404)
    return _page(request, "confirmed")


@csrf_exempt
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with one button; take the reader off the list when it is pressed (also RFC 8058)."""
    place = queries.place(token)
    if place is None:
        return _page(request, "link_over", status=404)
    if request.method != "POST":
        return _page(request, "leave", {"list": place.list})
    wording = f"{place.list.name}: {said(LEAVING)}"
    actions.leave(token=token, by=_who(request, wording))
    return _page(request, "left", {"list": place.list})


def _page(
    request: HttpRequest, name: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    about = meta(title=said(_("Newsletters")), robots="noindex")
    response = render_page(
        request, f"pages/{name}.html", {"meta": about, **(context or {})}, status=status
    )
    # The address of a page may hold a secret: no other site is told it. Not "no-referrer":
    # browsers would then send the page's own form without its Origin.
    response["Referrer-Policy"] = "same-origin"
    return response


def _again(request: HttpRequest, problem: Any, lists: Any) -> HttpResponse:
    typed = request.POST.get("email", "").replace("\x00", "")[:LONGEST_TYPED]
    context = {"problem": problem, "typed": typed, "lists": list[List](lists)}
    return _page(request, "newsletters", context, status=422)


def _who(request: HttpRequest, wording: str) -> actions.Hand:
    agent = request.headers.get("User-Agent", "")
    return actions.Hand(wording=wording, origin=address_of(request), user_agent=agent)
