"""What only a link that was just mailed opens: a reader's address, their data, their end here."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.page import said
from broadsheet.newsletters import actions, personal_data, queries
from broadsheet.newsletters.models import Reader
from broadsheet.newsletters.views.page import form, hand, page, private, too_often, typed
from broadsheet.newsletters.views.preferences import TITLE, of_reader, shown

# The words of the theme's page, which consents quote.
MOVING = _("Yes, write to %(email)s from now on")


@of_reader
def download(request: HttpRequest, reader: Reader, *, token: str, fresh: bool) -> HttpResponse:
    """Hand a reader everything we hold about them, as JSON, in a file."""
    if request.method != "POST" or not fresh:
        return _back(token)
    response = JsonResponse(personal_data.of(reader), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return private(response)


@of_reader
def change_address(
    request: HttpRequest, reader: Reader, *, token: str, fresh: bool
) -> HttpResponse:
    """Write to the old letter box and to the one that a reader names."""
    if request.method != "POST" or not fresh:
        return _back(token)
    by = hand(request, "")
    try:
        actions.ask_to_move(reader=reader, email=request.POST.get("email", ""), by=by)
    except ValidationError as error:
        again = {"problem": error.messages[0], "typed": typed(request), "status": 422}
        return shown(request, reader, token=token, fresh=fresh, **again)
    except actions.TooManyError:
        return too_often(request, title=TITLE)
    return page(request, "address_asked", title=TITLE)


@form
def agree(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with one button; a letter box's yes is given when it is pressed."""
    wish = queries.address_change(token)
    if wish is None:
        return page(request, "preferences_over", title=TITLE, status=404)
    words = said(MOVING) % {"email": wish.email}
    if request.method != "POST":
        return page(request, "address", {"words": words}, title=TITLE)
    try:
        wish = actions.agree_to_move(token=token, by=hand(request, words))
    except actions.LinkOverError:
        return page(request, "preferences_over", title=TITLE, status=404)
    except actions.AddressTakenError:
        return page(request, "address_taken", title=TITLE, status=409)
    return page(request, "address_agreed", {"done": bool(wish.done_at)}, title=TITLE)


@of_reader
def forget(request: HttpRequest, reader: Reader, *, token: str, fresh: bool) -> HttpResponse:
    """Ask with one button; forget the reader when it is pressed."""
    if not fresh:
        return _back(token)
    if request.method != "POST":
        return page(request, "forget", {"reader": reader}, title=TITLE)
    actions.forget(reader=reader)
    return page(request, "forgotten", title=TITLE)


def _back(token: str) -> HttpResponse:
    return HttpResponseRedirect(f"/-/newsletters/preferences/{token}")
