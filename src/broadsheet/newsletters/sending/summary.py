"""A number's sending in plain words: before it, what would happen; after it, what did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet

from broadsheet.newsletters.figures.counting import of_number
from broadsheet.newsletters.models import (
    Letter,
    Number,
    NumberState,
    Send,
    SendState,
    Told,
    Way,
)
from broadsheet.newsletters.models.sends import OPEN
from broadsheet.newsletters.sending import releases, rows
from broadsheet.newsletters.sending.messages import Master

SHOWN = 100
"""Messages of a kind that a page lists."""


@dataclass(frozen=True)
class Before:
    """What a number that is sent would do."""

    readers: int
    sender: str
    letters: list[Letter]
    corrects: Number | None
    tells: Told | None
    """The correction that it tells those of who were sent the mistake."""


def before(number: Number) -> Before:
    """Return to how many it would go, from whom, and what."""
    letters = list(Letter.objects.filter(number=number).select_related("number__list"))
    readers = (
        Send.objects.filter(number=number.corrects_id, state__in=OPEN).count()
        if number.corrects_id
        else rows.recipients(number).count()
    )
    sender = Master(letters[0]).headers["From"] if letters else settings.DEFAULT_FROM_EMAIL
    tells = Told.objects.filter(number=number, way=Way.OWN).select_related("amendment__story")
    return Before(readers, sender, letters, number.corrects, tells.first())


def counts(number: Number) -> list[tuple[str, int]]:
    """Return how many of a number's messages are in which state, in the order of their way."""
    rows = Send.objects.filter(number=number).order_by().values("state").annotate(n=Count("pk"))
    found = {row["state"]: row["n"] for row in rows}
    return [(str(state.label), found[state]) for state in SendState if state in found]


def listed(number: Number, state: str) -> QuerySet[Send]:
    """Return the first messages of a number in one state."""
    return Send.objects.filter(number=number, state=state)[:SHOWN]


def numbers() -> QuerySet[Number]:
    """Return the numbers that were sent, are going out or are to, the newest first."""
    sent = Number.objects.exclude(state=NumberState.DRAFT).select_related("list")
    return sent.order_by("-due", "-pk")


def correctable(number: Number) -> QuerySet[Number]:
    """Return the drafts of the same list that the rest of a stopped number could get.

    A mail about one correction has readers of its own.
    """
    drafts = Number.objects.filter(list=number.list_id, state=NumberState.DRAFT)
    return drafts.exclude(tells__way=Way.OWN).order_by("-created")


def about(number: Number, *, soonest: datetime) -> dict[str, Any]:
    """Return what the page about a number's sending shows."""
    went_out = number.went_out
    return {
        "number": number,
        "before": None if went_out else before(number),
        "counts": counts(number) if went_out else [],
        "links": number.links.order_by("-clicks", "pk") if went_out else [],
        "figures": of_number(number) if went_out else None,
        "doubts": listed(number, SendState.DOUBT) if went_out else [],
        "refused": listed(number, SendState.REFUSED) if went_out else [],
        "drafts": correctable(number) if number.state == NumberState.STOPPED else [],
        "soonest": soonest,
        "releases": releases.open_releases() if number.state == NumberState.DRAFT else [],
        "goes_with": number.release if number.state == NumberState.DRAFT else None,
    }
