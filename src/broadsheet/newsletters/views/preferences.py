"""A reader's own page, opened by a signed link: lists, how often, a pause. No password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.page import said
from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsletters import actions, queries
from broadsheet.newsletters.hours import city, zones
from broadsheet.newsletters.models import Frequency, List, Reader, State
from broadsheet.newsletters.views.page import form, hand, page, too_often, typed

TITLE = _("Your newsletters")

# The words of the theme's pages, which consents quote.
CHOOSING = _("We send you what is ticked here, and nothing else.")
EVERYTHING = _("Take me off every list")

PAUSES = (
    ("7", _("for a week")),
    ("14", _("for two weeks")),
    ("28", _("for four weeks")),
    ("91", _("for three months")),
)
"""Days, and how the page says them."""

KEEP = "keep"


def of_reader(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call a view with the reader whom the token in the address is about, and nobody else's.

    The view gets ``fresh``: whether the link also opens the reader's data.
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        reader, fresh = queries.reader_of(token)
        if reader is None:
            return page(request, "preferences_over", title=TITLE, status=404)
        return view(request, reader, token=token, fresh=fresh)

    return form(opened)


@form
def ask(request: HttpRequest) -> HttpResponse:
    """Mail the link to whoever has lost it; say the same to everybody."""
    if request.method != "POST":
        return page(request, "preferences_ask", title=TITLE)
    if request.POST.get("website"):
        return page(request, "preferences_asked", title=TITLE)
    try:
        actions.ask_for_link(email=request.POST.get("email", ""), by=hand(request, ""))
    except ValidationError as error:
        context = {"problem": error.messages[0], "typed": typed(request)}
        return page(request, "preferences_ask", context, title=TITLE, status=422)
    except actions.TooManyError:
        return too_often(request, title=TITLE)
    return page(request, "preferences_asked", title=TITLE)


@of_reader
def preferences(request: HttpRequest, reader: Reader, *, token: str, fresh: bool) -> HttpResponse:
    """Show what a reader gets; do as they wish."""
    if request.method != "POST":
        return shown(request, reader, token=token, fresh=fresh)
    if "everything" in request.POST:
        actions.leave_everything(reader=reader, by=hand(request, said(EVERYTHING)))
    elif "link" in request.POST:
        actions.send_fresh_link(reader=reader)
        return page(request, "preferences_asked", title=TITLE)
    else:
        by = hand(request, said(CHOOSING))
        actions.set_preferences(reader=reader, wishes=_wishes(request, reader), by=by)
    reader.refresh_from_db()
    return shown(request, reader, token=token, fresh=fresh, saved=True)


def shown(
    request: HttpRequest, reader: Reader, *, token: str, fresh: bool, **more: Any
) -> HttpResponse:
    """Return a reader's page."""
    now = clock.now()
    context = {
        "reader": reader,
        "here": f"/-/newsletters/preferences/{token}",
        "fresh": fresh,
        "choices": [_choice(each, place) for each, place in queries.choices(reader)],
        "frequencies": Frequency.choices,
        "pauses": PAUSES,
        "zones": zones() if queries.goes_by_clock(reader) else {},
        "home": city(publication().timezone),
        "paused": bool(reader.paused_until and reader.paused_until > now),
        **more,
    }
    return page(request, "preferences", context, title=TITLE, status=more.get("status", 200))


def _choice(each: List, place: Any) -> dict[str, Any]:
    return {
        "list": each,
        "on": bool(place and place.state == State.CONFIRMED),
        "asked": bool(place and place.state == State.PENDING),
        "frequency": place.frequency if place else Frequency.EACH,
    }


def _wishes(request: HttpRequest, reader: Reader) -> actions.Wishes:
    """Return what the form says; what it doesn't say stays as it is."""
    ticked = set(request.POST.getlist("list"))
    lists: dict[List, Frequency | None] = {}
    for each, place in queries.choices(reader):
        said_how = request.POST.get(f"how-{each.slug}", "")
        usual = place.frequency if place else Frequency.EACH
        how = said_how if said_how in Frequency.values else usual
        lists[each] = Frequency(how) if each.slug in ticked else None
    pause = _pause(request.POST.get("pause", KEEP), reader)
    again = "again" in request.POST
    return actions.Wishes(lists=lists, paused_until=pause, again=again, zone=_zone(request))


def _zone(request: HttpRequest) -> str | None:
    """Return the time zone that was chosen, “” for the newspaper's; None for what is none."""
    chosen = request.POST.get("zone")
    known = {name for cities in zones().values() for name, _city in cities}
    return chosen if chosen == "" or chosen in known else None


def _pause(chosen: str, reader: Reader) -> datetime | None:
    if chosen in dict(PAUSES):
        return clock.now() + timedelta(days=int(chosen))
    return reader.paused_until if chosen == KEEP else None
